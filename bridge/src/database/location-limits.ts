/** The table `location_limit`: the limits that HighLevel's own headers told for a location. All replicas obey them at once. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface ToldLimits {
	/** Calls in an interval, and what the slot table makes of them. */
	max?: number;
	slots?: number;
	reserve?: number;
	intervalMs?: number;
	/** Calls of a day. */
	daily?: number;
}

/**
 * Keeps what was told; what was not named stays. Calls that went out under a larger limit are carried over to the slots
 * that are left, so that a smaller limit holds from its first moment.
 */
export async function learnLimits( db: Db, locationId: string, told: ToldLimits ): Promise<void> {
	const { max = null, slots = null, reserve = null, intervalMs = null, daily = null } = told;
	await db.transaction().execute( async ( trx ) => {
		const changed = await sql`
			INSERT INTO location_limit AS known (location_id, max_calls, interval_ms, daily, slots, reserve)
			VALUES (${ locationId }, ${ max }, ${ intervalMs }, ${ daily }, ${ slots }, ${ reserve })
			ON CONFLICT (location_id) DO UPDATE SET
				max_calls = coalesce(excluded.max_calls, known.max_calls), interval_ms = coalesce(excluded.interval_ms, known.interval_ms),
				daily = coalesce(excluded.daily, known.daily), slots = coalesce(excluded.slots, known.slots),
				reserve = coalesce(excluded.reserve, known.reserve), seen_at = clock_timestamp()
			WHERE (known.max_calls, known.interval_ms, known.daily, known.slots, known.reserve) IS DISTINCT FROM (
				coalesce(excluded.max_calls, known.max_calls), coalesce(excluded.interval_ms, known.interval_ms), coalesce(excluded.daily, known.daily),
				coalesce(excluded.slots, known.slots), coalesce(excluded.reserve, known.reserve))
			RETURNING 1
		`.execute( trx );
		// Another replica that hears the same news must not carry the same calls over again.
		if ( slots !== null && changed.rows.length === 1 ) {
			await sql`
				WITH beyond AS (
					SELECT at FROM rate_slot WHERE location_id = ${ locationId } AND slot >= ${ slots } AND at > clock_timestamp() - ${ intervalMs ?? 10_000 } * interval '1 millisecond'
				), oldest AS (
					SELECT slot FROM rate_slot WHERE location_id = ${ locationId } AND slot < ${ slots } ORDER BY at, slot DESC LIMIT (SELECT count(*) FROM beyond) FOR UPDATE
				)
				UPDATE rate_slot SET at = (SELECT max(at) FROM beyond) FROM oldest WHERE rate_slot.location_id = ${ locationId } AND rate_slot.slot = oldest.slot
			`.execute( trx );
		}
	} );
}

/** What is known of a location's limits and of its day. */
export async function readBudget( db: Db, locationId: string ): Promise<{ learned: { slots?: number; reserve?: number; intervalMs?: number; daily?: number } | undefined; usedToday: number; dayEndsInMs: number }> {
	const { rows } = await sql<{ known: boolean; slots: number | null; reserve: number | null; interval_ms: number | null; daily: number | null; used: number; day_ms: number }>`
		SELECT learned.location_id IS NOT NULL AS known, learned.slots, learned.reserve, learned.interval_ms, learned.daily, coalesce(budget.used, 0) AS used,
			extract(epoch FROM ((today.day + 1)::timestamp AT TIME ZONE 'utc') - clock_timestamp())::float8 * 1000 AS day_ms
		FROM (SELECT (clock_timestamp() AT TIME ZONE 'utc')::date AS day) AS today
		LEFT JOIN location_limit AS learned ON learned.location_id = ${ locationId }
		LEFT JOIN location_budget AS budget ON budget.location_id = ${ locationId } AND budget.day = today.day
	`.execute( db );
	const row = rows[ 0 ] as ( typeof rows )[ number ];
	const some = ( value: number | null ): number | undefined => value ?? undefined;
	return {
		learned: row.known ? { slots: some( row.slots ), reserve: some( row.reserve ), intervalMs: some( row.interval_ms ), daily: some( row.daily ) } : undefined,
		usedToday: row.used,
		dayEndsInMs: Math.ceil( row.day_ms ),
	};
}
