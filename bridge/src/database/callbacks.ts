/** The table `callback`: signed messages on their way to a site. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';

export interface DueCallback {
	/** Stays the same over all tries, so that the site can tell a repetition. */
	id: string;
	site_id: string;
	body: unknown;
	/** Tries including this one. */
	attempts: number;
	callback_url: string;
	secret: string;
	previous_secret: string | null;
}

/** Puts a message on its way, in the transaction of what it tells about. A site that gave no address, or left, gets none. */
export async function enqueueCallback( trx: Trx, siteId: string, body: { type: string; timestamp: string; data: unknown } ): Promise<void> {
	await sql`
		INSERT INTO callback (id, site_id, body)
		SELECT ${ uuidv7() }, id, ${ JSON.stringify( body ) }::jsonb FROM site
		WHERE id = ${ siteId } AND callback_url IS NOT NULL AND unpaired_at IS NULL`.execute( trx );
}

/**
 * Takes due messages for this process alone, oldest first. They come back by themselves after `leaseSeconds`, should
 * the process die; so no transaction is open while a site is being called.
 */
export async function claimDueCallbacks( db: Db, limit: number, leaseSeconds: number ): Promise<DueCallback[]> {
	const { rows } = await sql<DueCallback>`
		WITH due AS (
			SELECT callback.id FROM callback WHERE next_attempt_at <= now()
			ORDER BY next_attempt_at, id LIMIT ${ limit } FOR UPDATE SKIP LOCKED
		), claimed AS (
			UPDATE callback SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${ leaseSeconds })
			FROM due WHERE callback.id = due.id
			RETURNING callback.id, callback.site_id, callback.body, callback.attempts
		)
		SELECT claimed.*, site.callback_url, site.secret,
			CASE WHEN site.previous_secret_until > now() THEN site.previous_secret END AS previous_secret
		FROM claimed JOIN site ON site.id = claimed.site_id
		WHERE site.callback_url IS NOT NULL AND site.unpaired_at IS NULL
		ORDER BY claimed.id`.execute( db );
	return rows;
}

export async function deleteCallback( db: Db, id: string ): Promise<void> {
	await db.deleteFrom( 'callback' ).where( 'id', '=', id ).execute();
}

/** @param afterMs Until the next try. */
export async function postponeCallback( db: Db, id: string, afterMs: number, lastError: string ): Promise<void> {
	await db.updateTable( 'callback' )
		.set( { last_error: lastError, next_attempt_at: sql<Date>`now() + make_interval(secs => ${ afterMs / 1000 })` } )
		.where( 'id', '=', id ).execute();
}

/** Gives back what was claimed and not tried, as if it had never been taken. */
export async function returnCallbacks( db: Db, ids: readonly string[] ): Promise<void> {
	if ( ids.length > 0 ) {
		await db.updateTable( 'callback' ).set( { next_attempt_at: sql<Date>`now()`, attempts: sql<number>`attempts - 1` } )
			.where( 'id', 'in', ids ).execute();
	}
}

export async function deleteCallbacksOfSite( trx: Trx, siteId: string ): Promise<void> {
	await trx.deleteFrom( 'callback' ).where( 'site_id', '=', siteId ).execute();
}

export async function describeCallbacks( db: Db, siteId: string ): Promise<{ pending: number; lastError: string | null }> {
	const row = await db.selectFrom( 'callback' ).where( 'site_id', '=', siteId ).select( ( select ) => [
		select.fn.countAll<number>().as( 'pending' ),
		sql<string | null>`(array_agg(last_error ORDER BY next_attempt_at DESC) FILTER (WHERE last_error IS NOT NULL))[1]`.as( 'lastError' ),
	] ).executeTakeFirstOrThrow();
	return { pending: Number( row.pending ), lastError: row.lastError };
}
