/** What belongs to the sub-account: the location itself, its users, its rooms and equipment. */
import type { HighLevelClient } from './client.ts';

export interface RemoteLocation {
	id: string;
	name: string;
	/** IANA name. */
	timezone?: string;
}

export interface RemoteUser {
	id: string;
	name?: string;
	firstName?: string;
	lastName?: string;
	email?: string;
	deleted?: boolean;
}

export type ResourceType = 'equipments' | 'rooms';

const RESOURCES_PAGE = 100;

export async function readLocation( client: HighLevelClient ): Promise<RemoteLocation> {
	return ( await client.call<{ location: RemoteLocation }>( 'get-location', { path: { locationId: client.locationId } } ) ).location;
}

export async function listUsers( client: HighLevelClient ): Promise<RemoteUser[]> {
	const answer = await client.call<{ users?: RemoteUser[] }>( 'get-user-by-location', { query: { locationId: client.locationId } } );
	return ( answer?.users ?? [] ).filter( ( user ) => user.deleted !== true );
}

/** The answer is a bare list, page by page. */
export async function listResources( client: HighLevelClient, resourceType: ResourceType ): Promise<Record<string, unknown>[]> {
	const all: Record<string, unknown>[] = [];
	for ( let skip = 0; ; skip += RESOURCES_PAGE ) {
		const query = { locationId: client.locationId, limit: RESOURCES_PAGE, skip };
		const page = await client.call<Record<string, unknown>[]>( 'fetch-calendar-resources', { path: { resourceType }, query } );
		all.push( ...( Array.isArray( page ) ? page : [] ) );
		if ( ! Array.isArray( page ) || page.length < RESOURCES_PAGE ) {
			return all;
		}
	}
}
