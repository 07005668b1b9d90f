/** The days that the table `attempt` is cut into: making those to come, dropping those that are too old or too much. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export interface AttemptDay {
	/** The partition's table. */
	name: string;
	/** Of the table with its indexes and long values. */
	bytes: number;
	/** How long ago the newest moment that it may hold was, in days; negative for one that is not over. */
	ageDays: number;
}

/** Days made ahead: so long may a bridge be off, or no pruning succeed, without rows for `attempt_rest`. */
const AHEAD = 14;
/** The most that everybody else waits behind us for the table, should somebody hold it; then we come again later. */
const LOCK_WAIT = sql`SET LOCAL lock_timeout = '2s'`;

/** @returns How many days were made. */
export async function addAttemptDays( trx: Trx ): Promise<number> {
	const { rows: missing } = await sql<{ day: string }>`
		SELECT day::date FROM generate_series((now() AT TIME ZONE 'utc')::date, (now() AT TIME ZONE 'utc')::date + ${ AHEAD }::int, interval '1 day') AS day
		WHERE to_regclass('attempt_' || to_char(day, 'YYYYMMDD')) IS NULL
	`.execute( trx );
	if ( missing.length === 0 ) {
		return 0;
	}
	await LOCK_WAIT.execute( trx );
	const { rows } = await sql<{ made: number }>`
		SELECT count(*) FILTER (WHERE add_attempt_day(day)) AS made FROM unnest(${ missing.map( ( { day } ) => day ) }::date[]) AS day
	`.execute( trx );
	return rows[ 0 ]?.made ?? 0;
}

/** Every partition with an end, oldest first. */
export async function listAttemptDays( db: Db | Trx ): Promise<AttemptDay[]> {
	const { rows } = await sql<{ name: string; bytes: number; age_days: number }>`
		SELECT relname AS name, pg_total_relation_size(oid) AS bytes, (extract(epoch FROM now() - until) / 86400)::float8 AS age_days
		FROM (
			SELECT part.oid, part.relname, substring(pg_get_expr(part.relpartbound, part.oid) FROM $$ TO [(]'([^']+)'$$)::timestamptz AS until
			FROM pg_inherits JOIN pg_class AS part ON part.oid = pg_inherits.inhrelid
			WHERE pg_inherits.inhparent = 'attempt'::regclass
		) AS day
		WHERE until IS NOT NULL
		ORDER BY until
	`.execute( db );
	return rows.map( ( { age_days: ageDays, ...day } ) => ( { ...day, ageDays } ) );
}

/** Drops one partition with everything in it. */
export async function dropAttemptDay( trx: Trx, name: string ): Promise<void> {
	await LOCK_WAIT.execute( trx );
	await sql`DROP TABLE IF EXISTS ${ sql.table( name ) }`.execute( trx );
}

/** Deletes old rows of the partition without an end; at most `limit`, the number that went. */
export async function pruneRestAttempts( trx: Trx, days: number, limit: number ): Promise<number> {
	const result = await sql`
		DELETE FROM attempt_rest WHERE ctid = ANY (ARRAY(
			SELECT ctid FROM attempt_rest WHERE at < now() - make_interval(days => ${ days }) LIMIT ${ limit }
		))
	`.execute( trx );
	return Number( result.numAffectedRows ?? 0 );
}
