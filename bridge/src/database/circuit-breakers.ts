/** The table `circuit_breaker`: locations whose calls fail, shared by all replicas and judged by the database's clock alone. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface BreakerRow {
	locationId: string;
	/** Calls of the location rest. */
	open: boolean;
	/** The one call that may find out how HighLevel is goes out, or is out, at this moment. */
	probing: boolean;
	/** Until the next probe may go out, in ms; 0 when it is due. */
	probeInMs: number;
	probeAt: Date | null;
	since: Date;
	failures: number;
	code: string;
	reason: string;
}

interface Raw {
	location_id: string;
	probe_at: Date | null;
	probe_ms: number;
	probing: boolean;
	since: Date;
	failures: number;
	code: string;
	reason: string;
}

/** Every location that fails at this moment; there are few or none. */
export async function listBreakers( db: Db ): Promise<BreakerRow[]> {
	const { rows } = await sql<Raw>`
		SELECT location_id, probe_at, since, failures, code, reason,
			greatest(0, coalesce(extract(epoch FROM probe_at - clock_timestamp()) * 1000, 0))::float8 AS probe_ms,
			coalesce(probing_until > clock_timestamp(), false) AS probing
		FROM circuit_breaker
	`.execute( db );
	return rows.map( ( row ) => ( {
		locationId: row.location_id, open: row.probe_at !== null, probing: row.probing, probeInMs: Math.ceil( row.probe_ms ), probeAt: row.probe_at,
		since: row.since, failures: row.failures, code: row.code, reason: row.reason,
	} ) );
}

export interface FailureToCount {
	locationId: string;
	code: string;
	reason: string;
	/** Failures in a row that open it. */
	threshold: number;
	/** The first pause; it doubles with every probe that fails. In ms. */
	baseMs: number;
	capMs: number;
	/** From 0 to 1: which part of the upper half of the pause is used. */
	jitter: number;
}

/**
 * Counts a failure: opens the breaker at the threshold, and lets an open one rest longer when its probe failed. A call
 * that was under way when it opened makes the pause no longer.
 *
 * @returns Whether this failure opened it.
 */
export async function countFailure( db: Db, failure: FailureToCount ): Promise<boolean> {
	const { locationId, code, reason, threshold, baseMs, capMs, jitter } = failure;
	const pause = ( probes: ReturnType<typeof sql> ) => sql`least(${ capMs }::float8, ${ baseMs }::float8 * power(2, least(${ probes }, 30))) * (0.5 + ${ jitter }::float8 / 2) * interval '1 millisecond'`;
	const first = threshold <= 1 ? sql`clock_timestamp() + ${ pause( sql`0` ) }` : sql`NULL::timestamptz`;
	const { rows } = await sql<{ opened: boolean }>`
		INSERT INTO circuit_breaker AS breaker (location_id, failures, probe_at, code, reason)
		VALUES (${ locationId }, 1, ${ first }, ${ code }, ${ reason })
		ON CONFLICT (location_id) DO UPDATE SET
			failures = breaker.failures + 1,
			code = excluded.code,
			reason = excluded.reason,
			probes = CASE WHEN breaker.probing_until IS NOT NULL THEN breaker.probes + 1 ELSE breaker.probes END,
			probe_at = CASE
				WHEN breaker.probing_until IS NOT NULL THEN clock_timestamp() + ${ pause( sql`breaker.probes + 1` ) }
				WHEN breaker.probe_at IS NULL AND breaker.failures + 1 >= ${ threshold } THEN clock_timestamp() + ${ pause( sql`0` ) }
				ELSE breaker.probe_at
			END,
			probing_until = NULL
		RETURNING probe_at IS NOT NULL AND failures = ${ threshold } AS opened
	`.execute( db );
	return rows[ 0 ]?.opened ?? false;
}

/** @returns Whether there was a breaker that was open: the location works again. */
export async function forgetFailures( db: Db, locationId: string ): Promise<boolean> {
	const { rows } = await sql<{ was_open: boolean }>`
		DELETE FROM circuit_breaker WHERE location_id = ${ locationId } RETURNING probe_at IS NOT NULL AS was_open
	`.execute( db );
	return rows[ 0 ]?.was_open ?? false;
}

/** @returns Whether this caller, and nobody else over all replicas, may send the one call that finds out how HighLevel is. */
export async function claimProbe( db: Db, locationId: string, leaseMs: number ): Promise<boolean> {
	const { rows } = await sql`
		UPDATE circuit_breaker SET probing_until = clock_timestamp() + ${ leaseMs } * interval '1 millisecond'
		WHERE location_id = ${ locationId } AND probe_at <= clock_timestamp() AND (probing_until IS NULL OR probing_until <= clock_timestamp())
		RETURNING 1
	`.execute( db );
	return rows.length === 1;
}

/** The probe was not sent after all: the next caller may. */
export async function returnProbe( db: Db, locationId: string ): Promise<void> {
	await sql`UPDATE circuit_breaker SET probing_until = NULL WHERE location_id = ${ locationId }`.execute( db );
}
