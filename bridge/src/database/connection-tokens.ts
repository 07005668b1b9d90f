/** The tokens of a connection: its two slots, or its OAuth pair. Every query names the site. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';
import type { ConnectionRow } from './connections.ts';

/** A sealed pair, as HighLevel gave it. */
export interface SealedPair {
	token: string;
	/** Null: it was minted by an agency's token, and is minted again by it. */
	refreshToken: string | null;
	expiresAt: Date;
	/** With spaces between. */
	scopes: string;
}

/**
 * Reads a connection and keeps other replicas from renewing its token until the transaction ends. Not FOR UPDATE, which
 * would also hold up every event that is written with a reference to this row.
 */
export async function lockConnection( trx: Trx, siteId: string, id: string ): Promise<ConnectionRow | undefined> {
	return trx.selectFrom( 'connection' ).selectAll().where( 'site_id', '=', siteId ).where( 'id', '=', id ).forNoKeyUpdate().executeTakeFirst();
}

/** Puts the next token in the place of the current one; false when it has changed since it was read as `sealedNext`. */
export async function promoteNextToken( db: Db | Trx, siteId: string, id: string, sealedNext: string ): Promise<boolean> {
	const result = await db.updateTable( 'connection' ).set( {
		token: sealedNext,
		token_added_at: sql<Date>`coalesce(next_token_added_at, now())`,
		next_token: null, next_token_added_at: null, next_token_problem: null,
		updated_at: sql<Date>`now()`,
	} ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).where( 'next_token', '=', sealedNext ).executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Keeps a renewed pair. The age of the connection stays: it is the owner's consent that has one. */
export async function storePair( trx: Trx, siteId: string, id: string, pair: SealedPair ): Promise<void> {
	await trx.updateTable( 'connection' ).set( {
		token: pair.token,
		// A mint may answer without one; the one that is there stays good.
		...( pair.refreshToken !== null && { refresh_token: pair.refreshToken } ),
		token_expires_at: pair.expiresAt,
		...( pair.scopes !== '' && { token_scopes: pair.scopes } ),
		updated_at: sql<Date>`now()`,
	} ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

/** Nothing more is sent by this connection until the owner has mended it. A paused one stays paused, and keeps the reason. */
export async function breakConnection( db: Db | Trx, siteId: string, id: string, code: string, reason: string ): Promise<void> {
	await db.updateTable( 'connection' )
		.set( { status: sql<'broken'>`CASE WHEN status = 'paused' THEN status ELSE 'broken' END`, status_code: code, status_reason: reason, updated_at: sql<Date>`now()` } )
		.where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}
