/** Shows what a connected location has in HighLevel: its calendars, groups, users, rooms and equipment. */
import type { Db } from '../database/client.ts';
import { findConnection } from '../database/connections.ts';
import { AppError } from '../errors/app-error.ts';
import { listResources, listUsers } from '../highlevel/account.ts';
import { listCalendars } from '../highlevel/calendars.ts';
import type { HighLevelClient } from '../highlevel/client.ts';
import { listGroups } from '../highlevel/groups.ts';
import { connectedClient, type ConnectedClientDeps } from './connected-client.ts';

const shelves = {
	calendars: listCalendars,
	groups: listGroups,
	users: listUsers,
	'resources/equipments': ( client: HighLevelClient ) => listResources( client, 'equipments' ),
	'resources/rooms': ( client: HighLevelClient ) => listResources( client, 'rooms' ),
} as const satisfies Record<string, ( client: HighLevelClient ) => Promise<unknown[]>>;

export type Shelf = keyof typeof shelves;

export const shelfNames = Object.keys( shelves ) as Shelf[];

/**
 * @return The items exactly as HighLevel gives them.
 * @throws AppError `not_found` for a connection of another site; HighLevelFailure.
 */
export async function browseHighLevel( deps: ConnectedClientDeps & { db: Db }, input: { siteId: string; connectionId: string; what: Shelf } ): Promise<{ items: unknown[] }> {
	const connection = await findConnection( deps.db, input.siteId, input.connectionId );
	if ( ! connection ) {
		throw new AppError( 'not_found', 'This site has no such connection.' );
	}
	return { items: await shelves[ input.what ]( connectedClient( deps, connection ) ) };
}
