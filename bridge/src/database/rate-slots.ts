/** The burst limit of each location, as slots in a table that all replicas share, judged by the database's clock alone. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface SlotRequest {
	locationId: string;
	/** A person waits for this call: it is not paced, has the reserve, and the first claim to the next free slot. */
	person: boolean;
	/** Slots of the location: calls in any window. */
	slots: number;
	windowMs: number;
	/** Slots that background calls leave free while a person called within the last window; scaled down with learned limits. */
	reserve: number;
	/** The part of the slots that background calls may use without a pace, from 0 to 1. */
	burst: number;
	/** Calls of a (UTC) day. */
	dailyLimit: number;
	/** Which part of the day's calls this one may be the last of, from 0 to 1. */
	dailyShare: number;
}

export type SlotAnswer =
	/** `slot` is for `endCall`. */
	| { granted: true; slot: number }
	/** `retryInMs`: when it is worth asking again, at the earliest. */
	| { granted: false; why: 'window' | 'blocked' | 'day'; retryInMs: number; reason: string | null };

interface TakeRow {
	slot: number | null;
	known: boolean;
	used: number;
	daily: number;
	blocked_ms: number | null;
	blocked_reason: string | null;
	wait_ms: number | null;
	day_ms: number;
}

/** The shortest pace, as a part of the time in which slots come free on average: a little less, so that what a pause left over is used up. */
const SHORTEST_PACE = 0.9;
/** So many paces that were missed (nobody asked in time) may be made up for in a row. */
const MISSED_PACES = 3;
/** For so long after the next slot comes free it is left to the person who waits for it, in ms: until that person has asked again. */
const CLAIM_MS = 200;

/**
 * Takes one call of the location's budget, or says when to ask again.
 *
 * The day's row is locked first, so takers of a location go one after the other however many replicas ask, and what it
 * holds (the day's count, the pace, the claim) is as the one before left it. A slot is free when its last call is a whole
 * window ago, so no window of that length, wherever it begins, can hold more calls than there are slots.
 */
export async function takeSlot( db: Db, request: SlotRequest ): Promise<SlotAnswer> {
	const row = await tryToTake( db, request );
	if ( row.known ) {
		return answerOf( row );
	}
	await prepare( db, request );
	return answerOf( await tryToTake( db, request ) );
}

/**
 * The call has its answer, or was given up: its slot's window is counted from now.
 *
 * HighLevel counts a call when it arrives, which is at some moment between the grant and the answer. As the window begins
 * at the latest of these, two calls of one slot arrive a whole window apart, however long they were on their way.
 */
export async function endCall( db: Db, locationId: string, slot: number ): Promise<void> {
	await sql`UPDATE rate_slot SET at = clock_timestamp() WHERE location_id = ${ locationId } AND slot = ${ slot } AND at < clock_timestamp()`.execute( db );
}

/**
 * Where HighLevel told smaller limits than the request's, those count (`location_limit`).
 *
 * Pace: once more than the burst is used, background calls are spread over the time until the next slot comes free, and go
 * hardly faster than slots come free on average. Slots then come back one by one, and never all at once after a long nothing.
 * `spare` may be as old as the statement: it only steers. What makes the limit exact is the lock on the slot itself.
 */
async function tryToTake( db: Db, { locationId, person, slots, windowMs, reserve, burst, dailyLimit, dailyShare }: SlotRequest ): Promise<TakeRow> {
	const today = sql`(clock_timestamp() AT TIME ZONE 'utc')::date`;
	const ms = sql`interval '1 millisecond'`;
	const { rows } = await sql<TakeRow>`
		WITH allowed AS MATERIALIZED (
			SELECT least(${ slots }::int, learned.slots) AS slots, coalesce(learned.interval_ms, ${ windowMs }::int) AS window_ms,
				floor(least(${ dailyLimit }::int, learned.daily) * ${ dailyShare }::float8)::int AS daily
			FROM (SELECT 1) AS one LEFT JOIN location_limit AS learned ON learned.location_id = ${ locationId }
		), budget AS MATERIALIZED (
			SELECT day, used, blocked_until, blocked_reason, paced_at, person_at, person_waits_until FROM location_budget
			WHERE location_id = ${ locationId } AND day = ${ today }
			FOR UPDATE
		), moment AS MATERIALIZED (
			SELECT clock_timestamp() AS now, clock_timestamp() - window_ms * ${ ms } AS since
			FROM allowed, (SELECT count(*) FROM budget) AS locked
		), spare AS MATERIALIZED (
			SELECT count(*) AS slots, count(*) FILTER (WHERE at <= since) AS free,
				(extract(epoch FROM min(at) FILTER (WHERE at > since) - min(since)) * 1000)::float8 AS next_ms
			FROM rate_slot, moment WHERE location_id = ${ locationId } AND slot < (SELECT slots FROM allowed)
		), gate AS MATERIALIZED (
			SELECT now, now - ${ MISSED_PACES } * window_ms / allowed.slots * ${ ms } AS oldest_pace,
				allowed.slots - free < ceil(${ burst }::float8 * allowed.slots) AS unpaced,
				greatest(${ SHORTEST_PACE }::float8 * window_ms / allowed.slots, next_ms / greatest(free, 1)) * ${ ms } AS pace,
				CASE WHEN NOT ${ person }::bool THEN greatest(
					CASE WHEN allowed.slots - free >= ceil(${ burst }::float8 * allowed.slots) THEN paced_at END,
					person_waits_until,
					CASE WHEN person_at > since AND free <= floor(${ reserve }::float8 * allowed.slots / ${ slots }::int) THEN now + next_ms * ${ ms } END
				) END AS opens
			FROM allowed, budget, moment, spare
		), free AS MATERIALIZED (
			SELECT slot FROM rate_slot
			WHERE location_id = ${ locationId } AND slot < (SELECT slots FROM allowed) AND at <= (SELECT since FROM moment)
				AND EXISTS (SELECT FROM budget WHERE used < (SELECT daily FROM allowed) AND (blocked_until IS NULL OR blocked_until <= clock_timestamp()))
				AND EXISTS (SELECT FROM gate WHERE opens IS NULL OR opens <= now)
			ORDER BY at LIMIT 1
			FOR UPDATE SKIP LOCKED
		), granted AS (
			UPDATE rate_slot SET at = clock_timestamp() FROM free
			WHERE rate_slot.location_id = ${ locationId } AND rate_slot.slot = free.slot
			RETURNING rate_slot.slot
		), noted AS (
			UPDATE location_budget SET
				used = location_budget.used + CASE WHEN granted.slot IS NULL THEN 0 ELSE 1 END,
				paced_at = CASE WHEN ${ person }::bool THEN location_budget.paced_at WHEN unpaced THEN now + pace ELSE greatest(location_budget.paced_at, oldest_pace) + pace END,
				person_at = CASE WHEN ${ person }::bool THEN now ELSE location_budget.person_at END,
				person_waits_until = CASE WHEN granted.slot IS NULL THEN greatest(location_budget.person_waits_until, now + (coalesce(next_ms, 0) + ${ CLAIM_MS }::int) * ${ ms }) ELSE location_budget.person_waits_until END
			FROM gate, spare, (SELECT max(slot) AS slot FROM granted) AS granted
			WHERE location_budget.location_id = ${ locationId } AND location_budget.day = (SELECT day FROM budget) AND (${ person }::bool OR granted.slot IS NOT NULL)
			RETURNING granted.slot
		)
		SELECT
			(SELECT slot FROM noted) AS slot,
			(SELECT slots FROM spare) = (SELECT slots FROM allowed) AND EXISTS (SELECT FROM budget) AS known,
			coalesce((SELECT used FROM budget), 0) AS used,
			(SELECT daily FROM allowed) AS daily,
			(SELECT extract(epoch FROM blocked_until - clock_timestamp()) * 1000 FROM budget WHERE blocked_until > clock_timestamp())::float8 AS blocked_ms,
			(SELECT blocked_reason FROM budget) AS blocked_reason,
			(SELECT greatest(0, extract(epoch FROM opens - now) * 1000, CASE WHEN free = 0 THEN next_ms END) FROM gate, spare)::float8 AS wait_ms,
			extract(epoch FROM ((${ today } + 1)::timestamp AT TIME ZONE 'utc') - clock_timestamp())::float8 * 1000 AS day_ms
	`.execute( db );
	return rows[ 0 ] as TakeRow;
}

function answerOf( row: TakeRow ): SlotAnswer {
	if ( row.slot !== null ) {
		return { granted: true, slot: row.slot };
	}
	if ( row.blocked_ms !== null ) {
		return { granted: false, why: 'blocked', retryInMs: Math.ceil( row.blocked_ms ), reason: row.blocked_reason };
	}
	if ( row.used >= row.daily ) {
		return { granted: false, why: 'day', retryInMs: Math.ceil( row.day_ms ), reason: null };
	}
	return { granted: false, why: 'window', retryInMs: Math.ceil( row.wait_ms ?? 0 ), reason: null };
}

/** Makes the rows of a location, and of a new day; a block that reaches over midnight goes along. */
async function prepare( db: Db, { locationId, slots }: SlotRequest ): Promise<void> {
	await sql`
		WITH made AS (
			INSERT INTO rate_slot (location_id, slot) SELECT ${ locationId }, slot FROM generate_series(0, ${ slots }::int - 1) AS slot
			ON CONFLICT DO NOTHING
		)
		INSERT INTO location_budget (location_id, day, blocked_until, blocked_reason)
		SELECT ${ locationId }, (clock_timestamp() AT TIME ZONE 'utc')::date, block.blocked_until, block.blocked_reason
		FROM (SELECT 1) AS one
		LEFT JOIN LATERAL (
			SELECT blocked_until, blocked_reason FROM location_budget
			WHERE location_id = ${ locationId } AND blocked_until > clock_timestamp() ORDER BY blocked_until DESC LIMIT 1
		) AS block ON true
		ON CONFLICT DO NOTHING
	`.execute( db );
}
