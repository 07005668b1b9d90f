/** The table `connection`: a site's credentials for one HighLevel location. Every query names the site. */
import { sql, type Selectable, type Updateable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';
import type { ConnectionTable, ScopeReport, Server } from './schema.ts';

export type ConnectionRow = Selectable<ConnectionTable>;

export interface NewConnection {
	siteId: string;
	label: string;
	locationId: string;
	locationName: string | null;
	timeZone: string | null;
	sealedToken: string;
	scopes: ScopeReport[];
	/** Live when left out. */
	server?: Server;
}

/** Oldest first. */
export async function listConnections( db: Db | Trx, siteId: string ): Promise<ConnectionRow[]> {
	return db.selectFrom( 'connection' ).selectAll().where( 'site_id', '=', siteId ).orderBy( 'created_at' ).orderBy( 'id' ).execute();
}

export async function findConnection( db: Db | Trx, siteId: string, id: string ): Promise<ConnectionRow | undefined> {
	return db.selectFrom( 'connection' ).selectAll().where( 'site_id', '=', siteId ).where( 'id', '=', id ).executeTakeFirst();
}

/** The connection that a site's config names, else its oldest one; undefined when there is none. */
export async function findConnectionForSite( db: Db | Trx, siteId: string, connectionId: string | null ): Promise<ConnectionRow | undefined> {
	const named = connectionId === null ? undefined : await findConnection( db, siteId, connectionId );
	return named ?? ( await listConnections( db, siteId ) )[ 0 ];
}

export async function findConnectionByLocation( db: Db | Trx, siteId: string, locationId: string ): Promise<ConnectionRow | undefined> {
	return db.selectFrom( 'connection' ).selectAll().where( 'site_id', '=', siteId ).where( 'location_id', '=', locationId ).executeTakeFirst();
}

/** @returns The new row, or undefined when the site already has this location. */
export async function insertConnection( db: Db | Trx, connection: NewConnection ): Promise<ConnectionRow | undefined> {
	return db.insertInto( 'connection' ).values( {
		id: uuidv7(),
		site_id: connection.siteId,
		kind: 'privateIntegration',
		server: connection.server ?? 'live',
		label: connection.label,
		location_id: connection.locationId,
		location_name: connection.locationName,
		time_zone: connection.timeZone,
		token: connection.sealedToken,
		status: 'active',
		scopes: JSON.stringify( connection.scopes ),
		checked_at: sql<Date>`now()`,
	} ).onConflict( ( conflict ) => conflict.columns( [ 'site_id', 'location_id' ] ).doNothing() ).returningAll().executeTakeFirst();
}

export async function updateConnection(
	db: Db | Trx, siteId: string, id: string, changes: Updateable<ConnectionTable>,
): Promise<ConnectionRow | undefined> {
	return db.updateTable( 'connection' ).set( { ...changes, updated_at: sql<Date>`now()` } )
		.where( 'site_id', '=', siteId ).where( 'id', '=', id ).returningAll().executeTakeFirst();
}

/** False when there was none. Its links go with it; a calendar that is there again later is adopted by its marker. */
export async function deleteConnection( db: Db | Trx, siteId: string, id: string ): Promise<boolean> {
	const result = await db.deleteFrom( 'connection' ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).executeTakeFirst();
	return result.numDeletedRows === 1n;
}

/** Takes a site's tokens out of the database for good, when the site has left. */
export async function eraseTokens( trx: Trx, siteId: string, code: string, reason: string ): Promise<void> {
	await trx.updateTable( 'connection' )
		.set( { token: '', next_token: null, next_token_added_at: null, refresh_token: null, status: 'broken', status_code: code, status_reason: reason, updated_at: sql<Date>`now()` } )
		.where( 'site_id', '=', siteId ).execute();
}
