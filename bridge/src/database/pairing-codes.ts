/** The table `pairing_code`: one-time codes, as hashes only. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

/**
 * Stores a code; one that is there already stays as it is, used or not.
 *
 * @param expiresAt Null: valid until it is used.
 */
export async function addPairingCode( db: Db | Trx, hash: string, expiresAt: Date | null ): Promise<void> {
	await db.insertInto( 'pairing_code' ).values( { hash, expires_at: expiresAt } )
		.onConflict( ( conflict ) => conflict.doNothing() ).execute();
}

/**
 * Codes made at an earlier start end when a new one is printed, so that at most one printed code is alive: also when two replicas start at
 * the same moment, for which the transaction keeps the other one waiting until it is committed.
 */
export async function endPrintedCodes( trx: Trx ): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(hashtextextended('slotbridge printed pairing code', 0))`.execute( trx );
	await trx.deleteFrom( 'pairing_code' ).where( 'used_at', 'is', null ).where( 'expires_at', 'is not', null ).execute();
}

export async function isPairingCodeUsed( db: Db | Trx, hash: string ): Promise<boolean> {
	const row = await db.selectFrom( 'pairing_code' ).select( 'used_at' ).where( 'hash', '=', hash ).executeTakeFirst();
	return row?.used_at != null;
}

/** The hashes of all codes that can still be used. */
export async function listLiveCodes( db: Db | Trx ): Promise<string[]> {
	const rows = await db.selectFrom( 'pairing_code' ).select( 'hash' ).where( 'used_at', 'is', null )
		.where( ( where ) => where.or( [ where( 'expires_at', 'is', null ), where( 'expires_at', '>', sql<Date>`now()` ) ] ) ).execute();
	return rows.map( ( row ) => row.hash );
}

/** Uses a code up; false when another request was quicker. */
export async function takePairingCode( trx: Trx, hash: string, siteId: string ): Promise<boolean> {
	const result = await trx.updateTable( 'pairing_code' ).set( { used_at: sql<Date>`now()`, site_id: siteId } )
		.where( 'hash', '=', hash ).where( 'used_at', 'is', null ).executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
