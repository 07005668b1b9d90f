/** The table `seen_token`: ids of signed requests that were already used. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

/** Remembers a request; false when it was seen before, in whichever replica. */
export async function claimToken( db: Db, siteId: string, jti: string, expiresAt: Date ): Promise<boolean> {
	const result = await db.insertInto( 'seen_token' ).values( { site_id: siteId, jti, expires_at: expiresAt } )
		.onConflict( ( conflict ) => conflict.doNothing() ).executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

/** Forgets what is refused by its age alone; returns how many rows went. */
export async function pruneTokens( db: Db ): Promise<number> {
	const result = await db.deleteFrom( 'seen_token' ).where( 'expires_at', '<', sql<Date>`now()` ).executeTakeFirst();
	return Number( result.numDeletedRows );
}
