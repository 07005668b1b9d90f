/**
 * Room for a drain that uses nearly all of HighLevel's limit and yet lets a person through: when the next background call
 * may go, and whether a person calls. Only additions: a bridge of the version before reads and writes none of them, and the
 * slots that it does not know of were never granted.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		ALTER TABLE location_budget
			-- No background call before this moment while the window is well used.
			ADD COLUMN paced_at timestamptz,
			-- When a call that a person waits for last asked.
			ADD COLUMN person_at timestamptz,
			-- Somebody found no slot and has the first claim to the next one until then.
			ADD COLUMN person_waits_until timestamptz;

		-- One in a hundred is left free now, where it was one in twenty.
		UPDATE location_limit SET slots = greatest(1, max_calls - ceil(max_calls / 100.0)::integer) WHERE max_calls IS NOT NULL;
	`.execute( db );
}
