/** The table `pairing_failure`: how often pairing has failed lately, by network and in all, over all replicas. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export interface FailureLimits {
	failuresPerAddress: number;
	/** Over all addresses: one attacker can have many. */
	failuresInAll: number;
	/** From the first failure on. */
	windowMs: number;
}

const ALL = '*';

/**
 * Counts a failure for the network and for all together, unless one of the two is full.
 *
 * @returns Null when it was counted; else how long the limit stays reached, in ms. A refused one is not counted and writes nothing.
 */
export async function countFailure( db: Db, network: string, limits: FailureLimits ): Promise<number | null> {
	return await readWait( db, network, limits ) ?? await inTurn( db, async ( trx ) => {
		const wait = await readWait( trx, network, limits );
		if ( wait === null ) {
			await sql`
				INSERT INTO pairing_failure AS known (network, failures, ends_at)
				SELECT network, 1, clock_timestamp() + ${ limits.windowMs } * interval '1 millisecond' FROM unnest(${ [ network, ALL ] }::text[]) AS network
				ON CONFLICT (network) DO UPDATE SET
					failures = CASE WHEN known.ends_at > clock_timestamp() THEN known.failures + 1 ELSE 1 END,
					ends_at = CASE WHEN known.ends_at > clock_timestamp() THEN known.ends_at ELSE excluded.ends_at END
			`.execute( trx );
		}
		return wait;
	} );
}

/** It was no failure after all. */
export async function uncountFailure( db: Db, network: string ): Promise<void> {
	await inTurn( db, async ( trx ) => {
		await sql`UPDATE pairing_failure SET failures = failures - 1 WHERE network IN (${ network }, ${ ALL }) AND failures > 0`.execute( trx );
	} );
}

/** Forgets what has ended; addresses of callers are kept no longer than they are of use. */
export async function pruneFailures( db: Db ): Promise<void> {
	await sql`DELETE FROM pairing_failure WHERE ends_at <= clock_timestamp()`.execute( db );
}

async function readWait( db: Db | Trx, network: string, { failuresPerAddress, failuresInAll }: FailureLimits ): Promise<number | null> {
	const { rows } = await sql<{ wait: number | null }>`
		SELECT (max(extract(epoch FROM ends_at - clock_timestamp())) * 1000)::float8 AS wait FROM pairing_failure
		WHERE ends_at > clock_timestamp()
			AND (network = ${ network } AND failures >= ${ failuresPerAddress } OR network = ${ ALL } AND failures >= ${ failuresInAll })
	`.execute( db );
	return rows[ 0 ]?.wait ?? null;
}

/** Pairing is rare, so all who count go one after the other: what was read stays true until it is written. Readers do not wait. */
function inTurn<T>( db: Db, work: ( trx: Trx ) => Promise<T> ): Promise<T> {
	return db.transaction().execute( async ( trx ) => {
		await sql`LOCK TABLE pairing_failure IN SHARE ROW EXCLUSIVE MODE`.execute( trx );
		return await work( trx );
	} );
}
