/** What is known of each location's budget beyond its slots: the day's count, and until when HighLevel wants quiet. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

/** Lets no call of the location out for so long; a block that already reaches further stays. */
export async function blockLocation( db: Db, locationId: string, forMs: number, reason: string ): Promise<void> {
	await sql`
		INSERT INTO location_budget (location_id, day, blocked_until, blocked_reason)
		VALUES (${ locationId }, (clock_timestamp() AT TIME ZONE 'utc')::date, clock_timestamp() + ${ forMs } * interval '1 millisecond', ${ reason })
		ON CONFLICT (location_id, day) DO UPDATE
		SET blocked_until = excluded.blocked_until, blocked_reason = excluded.blocked_reason
		WHERE location_budget.blocked_until IS NULL OR location_budget.blocked_until < excluded.blocked_until
	`.execute( db );
}

/** HighLevel counts calls that we do not know of (another program with the same token): its count wins when it is higher. */
export async function raiseDayCount( db: Db, locationId: string, used: number ): Promise<void> {
	await sql`
		UPDATE location_budget SET used = ${ used }
		WHERE location_id = ${ locationId } AND day = (clock_timestamp() AT TIME ZONE 'utc')::date AND used < ${ used }
	`.execute( db );
}

/** A slot that comes free so soon is worth waiting for with a lane, in ms: in a paced drain the next one is always near. */
const NEAR_MS = 500;

/** Locations from which nothing may be called in the background for now: blocked, used up for the day, or no slot free soon. */
export async function exhaustedLocations( db: Db, limits: { slots: number; windowMs: number; dailyLimit: number; dailyShare: number } ): Promise<string[]> {
	const { rows } = await sql<{ location_id: string }>`
		SELECT location_id FROM location_budget LEFT JOIN location_limit AS learned USING (location_id)
		WHERE blocked_until > clock_timestamp() OR (
			day = (clock_timestamp() AT TIME ZONE 'utc')::date AND used >= floor(least(${ limits.dailyLimit }::int, learned.daily) * ${ limits.dailyShare }::float8)
		)
		UNION
		SELECT location_id FROM rate_slot LEFT JOIN location_limit AS learned USING (location_id)
		WHERE slot < least(${ limits.slots }::int, learned.slots)
		GROUP BY location_id, learned.interval_ms
		HAVING min(at) > clock_timestamp() - (coalesce(learned.interval_ms, ${ limits.windowMs }::int) - ${ NEAR_MS }::int) * interval '1 millisecond'
	`.execute( db );
	return rows.map( ( row ) => row.location_id );
}
