/** Contacts: added once for each e-mail address and telephone number, looked up by either. */
import { contactCreate, duplicateQuery } from '../data/shapes.ts';
import { created, ok, type Call, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { badRequest, Refusal } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { Contact } from '../world/types.ts';
import { findContact } from './find.ts';

export const createContact: Handler = ( call ) => {
	const { locationId, email, phone, tags, ...rest } = checkBody( call.body, contactCreate ) as { locationId: string; email?: string; phone?: string; tags?: string[]; [ key: string ]: unknown };
	const unique = { email: email && plainEmail( email ), phone: phone && plainPhone( phone ) };
	refuseDuplicate( call, unique );
	const now = new Date( call.now ).toISOString();
	const contact: Contact = {
		...rest, id: newId(), locationId, ...unique, tags: [ ...new Set( ( tags ?? [] ).map( ( tag ) => tag.toLowerCase() ) ) ],
		type: 'lead', dnd: rest[ 'dnd' ] === true, customFields: [], dateAdded: now, dateUpdated: now,
	};
	call.world.state.contacts.push( contact );
	call.world.changed();
	return created( { contact } );
};

export const getContact: Handler = ( call ) => ok( { contact: findContact( call ) } );

/** The settings of every location here forbid duplicates, so either of the two finds the contact. */
export const findDuplicateContact: Handler = ( call ) => {
	const { email, number } = checkQuery( call.query, duplicateQuery ) as { email?: string; number?: string };
	if ( ! email && ! number ) {
		throw badRequest( 'Either email or number is required' );
	}
	return ok( { contact: same( call, { email: email && plainEmail( email ), phone: number && plainPhone( number ) } )?.contact ?? null } );
};

function refuseDuplicate( call: Call, unique: { email?: string; phone?: string } ): void {
	const found = same( call, unique );
	if ( found ) {
		const { contact: { id, firstName, lastName }, field } = found;
		throw new Refusal( 400, {
			statusCode: 400, message: 'This location does not allow duplicated contacts.',
			meta: { contactId: id, contactName: [ firstName, lastName ].filter( Boolean ).join( ' ' ), matchingField: field },
		} );
	}
}

/** E-mail before telephone, as HighLevel says. */
function same( call: Call, unique: { email?: string; phone?: string } ): { contact: Contact; field: 'email' | 'phone' } | undefined {
	const mine = call.world.state.contacts.filter( ( contact ) => contact.locationId === call.token.locationId );
	for ( const field of [ 'email', 'phone' ] as const ) {
		const contact = unique[ field ] && mine.find( ( candidate ) => candidate[ field ] === unique[ field ] );
		if ( contact ) {
			return { contact, field };
		}
	}
	return undefined;
}

const plainEmail = ( email: string ): string => email.trim().toLowerCase();

const plainPhone = ( phone: string ): string => phone.replace( /[^\d+]/g, '' );
