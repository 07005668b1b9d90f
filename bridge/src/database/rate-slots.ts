/** The burst limit of each location, as slots in a table that all replicas share, judged by the database's clock alone. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface SlotRequest {
	locationId: string;
	/** Slots of the location: calls in any window. */
	slots: number;
	/** The first so many slots are kept free of this call; 0 for calls that a person waits for. */
	reserve: number;
	windowMs: number;
	/** Calls of a (UTC) day. */
	dailyLimit: number;
	/** Which part of the day's calls this one may be the last of, from 0 to 1. */
	dailyShare: number;
}

export type SlotAnswer =
	| { granted: true }
	/** `retryInMs`: when it is worth asking again, at the earliest. */
	| { granted: false; why: 'window' | 'blocked' | 'day'; retryInMs: number; reason: string | null };

interface TakeRow {
	granted: boolean;
	known: boolean;
	used: number;
	daily: number;
	blocked_ms: number | null;
	blocked_reason: string | null;
	slot_ms: number | null;
	day_ms: number;
}

/**
 * Takes one call of the location's budget, or says when to ask again.
 *
 * The day's row is locked first, which makes both counts exact however many replicas ask: a second one reads the row as
 * the first one left it. A slot is free when its last grant is a whole window ago, so no window of that length, wherever
 * it begins, can hold more grants than there are slots.
 */
export async function takeSlot( db: Db, request: SlotRequest ): Promise<SlotAnswer> {
	const row = await tryToTake( db, request );
	if ( row.known ) {
		return answerOf( row );
	}
	await prepare( db, request );
	return answerOf( await tryToTake( db, request ) );
}

/** Where HighLevel told smaller limits than the request's, those count (`location_limit`). */
async function tryToTake( db: Db, { locationId, slots, reserve, windowMs, dailyLimit, dailyShare }: SlotRequest ): Promise<TakeRow> {
	const window = sql`(SELECT window_ms FROM allowed) * interval '1 millisecond'`;
	const today = sql`(clock_timestamp() AT TIME ZONE 'utc')::date`;
	const { rows } = await sql<TakeRow>`
		WITH allowed AS MATERIALIZED (
			SELECT least(${ slots }::int, learned.slots) AS slots, least(${ reserve }::int, learned.reserve) AS reserve,
				coalesce(learned.interval_ms, ${ windowMs }::int) AS window_ms,
				floor(least(${ dailyLimit }::int, learned.daily) * ${ dailyShare }::float8)::int AS daily
			FROM (SELECT 1) AS one LEFT JOIN location_limit AS learned ON learned.location_id = ${ locationId }
		), budget AS MATERIALIZED (
			SELECT day, used, blocked_until, blocked_reason FROM location_budget
			WHERE location_id = ${ locationId } AND day = ${ today }
			FOR UPDATE
		), free AS MATERIALIZED (
			SELECT slot FROM rate_slot
			WHERE location_id = ${ locationId } AND slot >= (SELECT reserve FROM allowed) AND slot < (SELECT slots FROM allowed)
				AND at <= clock_timestamp() - ${ window }
				AND EXISTS (SELECT FROM budget WHERE used < (SELECT daily FROM allowed) AND (blocked_until IS NULL OR blocked_until <= clock_timestamp()))
			ORDER BY at LIMIT 1
			FOR UPDATE SKIP LOCKED
		), granted AS (
			UPDATE rate_slot SET at = clock_timestamp() FROM free
			WHERE rate_slot.location_id = ${ locationId } AND rate_slot.slot = free.slot
			RETURNING rate_slot.slot
		), counted AS (
			UPDATE location_budget SET used = location_budget.used + 1 FROM granted
			WHERE location_budget.location_id = ${ locationId } AND location_budget.day = (SELECT day FROM budget)
			RETURNING location_budget.used
		)
		SELECT
			EXISTS (SELECT FROM counted) AS granted,
			(SELECT count(*) FROM rate_slot WHERE location_id = ${ locationId } AND slot < (SELECT slots FROM allowed)) = (SELECT slots FROM allowed) AND EXISTS (SELECT FROM budget) AS known,
			coalesce((SELECT used FROM budget), 0) AS used,
			(SELECT daily FROM allowed) AS daily,
			(SELECT extract(epoch FROM blocked_until - clock_timestamp()) * 1000 FROM budget WHERE blocked_until > clock_timestamp())::float8 AS blocked_ms,
			(SELECT blocked_reason FROM budget) AS blocked_reason,
			(SELECT greatest(0, extract(epoch FROM min(at) + ${ window } - clock_timestamp()) * 1000) FROM rate_slot
				WHERE location_id = ${ locationId } AND slot >= (SELECT reserve FROM allowed) AND slot < (SELECT slots FROM allowed) AND at > '-infinity')::float8 AS slot_ms,
			extract(epoch FROM ((${ today } + 1)::timestamp AT TIME ZONE 'utc') - clock_timestamp())::float8 * 1000 AS day_ms
	`.execute( db );
	return rows[ 0 ] as TakeRow;
}

function answerOf( row: TakeRow ): SlotAnswer {
	if ( row.granted ) {
		return { granted: true };
	}
	if ( row.blocked_ms !== null ) {
		return { granted: false, why: 'blocked', retryInMs: Math.ceil( row.blocked_ms ), reason: row.blocked_reason };
	}
	if ( row.used >= row.daily ) {
		return { granted: false, why: 'day', retryInMs: Math.ceil( row.day_ms ), reason: null };
	}
	return { granted: false, why: 'window', retryInMs: Math.ceil( row.slot_ms ?? 0 ), reason: null };
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
