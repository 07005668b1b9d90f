/**
 * Cuts the table `attempt` into days, so that a year of 200,000 calls a day is thrown away a whole day at a time.
 *
 * Attempts are by far the largest table (two bodies and their headers a call), nobody looks one up by its id, and all of
 * one day become useless together. Deleting them row by row would write every one of them to the log once more and leave
 * holes for vacuum; a day's partition goes in one catalogue change, whatever its size, and the space is free at once.
 * A BRIN index would find old rows cheaply but still delete them singly. The key to `step` is given up for this: without it
 * no row of `step` has to be looked up at each call, nor 30 partitions at each deletion; attempts always go before their steps.
 * Events stay in one table, as their ids must be unique over all time; they are few (one to many calls) and go in batches.
 *
 * A bridge of the version before goes on meanwhile: it waits for the locks below, then reads and writes the same columns.
 * The rows that are there stay where they are, as the partition of all time up to the next midnight: one scan, no rewriting.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- A reader that never ends (a back-up) must make this start fail, not every bridge wait behind it.
		SET LOCAL lock_timeout = '30s';
		-- However large the tables are.
		SET LOCAL statement_timeout = 0;

		ALTER TABLE attempt RENAME TO attempt_before;
		CREATE TABLE attempt (LIKE attempt_before INCLUDING DEFAULTS) PARTITION BY RANGE (at);
		CREATE INDEX attempt_by_step ON attempt (step_id, at);
		-- Catches what no day was made for: a bridge that was off for weeks, a replica whose clock is wrong.
		CREATE TABLE attempt_rest PARTITION OF attempt DEFAULT;

		-- Makes the partition of one UTC day; false when its time is already taken.
		CREATE FUNCTION add_attempt_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
		DECLARE
			name text := 'attempt_' || to_char(day, 'YYYYMMDD');
		BEGIN
			IF to_regclass(name) IS NOT NULL THEN
				RETURN false;
			END IF;
			-- Made apart and then attached, which lets readers and writers of the other days go on.
			EXECUTE format('CREATE TABLE %I (LIKE attempt INCLUDING DEFAULTS)', name);
			EXECUTE format('ALTER TABLE attempt ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
				name, to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
			RETURN true;
		EXCEPTION
			-- Another partition reaches over this day, or attempt_rest holds rows of it: they stay there until they are too old.
			WHEN invalid_object_definition OR check_violation THEN RETURN false;
		END
		$$;

		DO $$
		DECLARE
			-- By the rows too: their times come from the replicas' clocks.
			boundary date := (greatest(clock_timestamp(), (SELECT max(at) FROM attempt_before)) AT TIME ZONE 'utc')::date + 1;
		BEGIN
			EXECUTE format('ALTER TABLE attempt ATTACH PARTITION attempt_before FOR VALUES FROM (MINVALUE) TO (%L)', to_char(boundary, 'YYYY-MM-DD') || ' 00:00:00+00');
			PERFORM add_attempt_day(boundary + ahead) FROM generate_series(0, 13) AS ahead;
		END
		$$;

		-- Finds what is old enough to go.
		CREATE INDEX event_finished ON event (finished_at) WHERE finished_at IS NOT NULL;

		SET LOCAL lock_timeout = DEFAULT;
	`.execute( db );
}
