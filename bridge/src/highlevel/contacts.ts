/** Contacts in HighLevel: found by e-mail address or telephone number, and added. */
import type { HighLevelClient } from './client.ts';

export interface RemoteContact {
	id: string;
	email?: string;
	phone?: string;
	[ key: string ]: unknown;
}

/** At least one of e-mail and telephone: without either a contact cannot be known again. */
export type ContactFields = ( { email: string; phone?: string } | { email?: undefined; phone: string } ) & {
	firstName?: string;
	lastName?: string;
	timezone?: string;
	tags?: string[];
	source?: string;
};

/** By e-mail first, else by telephone, as HighLevel itself judges duplicates. */
export async function findContact( client: HighLevelClient, { email, phone }: ContactFields ): Promise<RemoteContact | undefined> {
	const ask = async ( by: { email?: string; number?: string } ) =>
		( await client.call<{ contact?: RemoteContact | null }>( 'get-duplicate-contact', { query: { locationId: client.locationId, ...by } } ) )?.contact ?? undefined;
	const found = email === undefined ? undefined : await ask( { email } );
	return found ?? ( phone === undefined ? undefined : ask( { number: phone } ) );
}

/** @throws HighLevelFailure `highlevel_not_found` when it was deleted. */
export async function readContact( client: HighLevelClient, contactId: string ): Promise<RemoteContact> {
	return ( await client.call<{ contact: RemoteContact }>( 'get-contact', { path: { contactId } } ) ).contact;
}

/** Not safe to repeat: look for it first. */
export async function createContact( client: HighLevelClient, fields: ContactFields ): Promise<RemoteContact> {
	return ( await client.call<{ contact: RemoteContact }>( 'create-contact', { body: { locationId: client.locationId, ...fields } } ) ).contact;
}
