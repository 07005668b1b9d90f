/** Takes old events out of the log, a batch at a time, with their runs and steps. Over all sites: age knows no site. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

/** Which events may go: `done` were delivered or carried along by a newer one, `dead` were given up. */
export type PrunedKind = 'done' | 'dead';

/**
 * Deletes the oldest events of the kind that ended more than `days` ago; at most `limit`.
 *
 * A superseded event is kept as long as the one that carried it may still be sent: that one's delivery reads which fields
 * its predecessors had changed. Rows that somebody works on at this moment are passed over.
 *
 * @returns How many went.
 */
export async function pruneEvents( trx: Trx, kind: PrunedKind, days: number, limit: number ): Promise<number> {
	const chosen = kind === 'dead'
		? sql`event.state = 'dead'`
		: sql`event.state IN ('delivered', 'superseded') AND NOT EXISTS (
			SELECT FROM event AS carrier WHERE carrier.id = event.superseded_by AND carrier.state <> 'delivered'
		)`;
	const result = await sql`
		WITH gone AS MATERIALIZED (
			SELECT event.id FROM event
			WHERE event.finished_at < now() - make_interval(days => ${ days }) AND ${ chosen }
			ORDER BY event.finished_at LIMIT ${ limit }
			FOR UPDATE OF event SKIP LOCKED
		)
		DELETE FROM event USING gone WHERE event.id = gone.id
	`.execute( trx );
	return Number( result.numAffectedRows ?? 0 );
}

export async function countAllEvents( db: Db | Trx ): Promise<number> {
	const { count } = await db.selectFrom( 'event' ).select( ( select ) => select.fn.countAll<number>().as( 'count' ) ).executeTakeFirstOrThrow();
	return Number( count );
}

/** Days of the ledger of calls that nobody asks for any more. */
export async function pruneBudgetDays( trx: Trx, days: number ): Promise<void> {
	await sql`DELETE FROM location_budget WHERE day < (now() AT TIME ZONE 'utc')::date - ${ days }::int`.execute( trx );
}

/** Whether this transaction is the only one of all replicas that prunes at this moment. */
export async function lockPruning( trx: Trx ): Promise<boolean> {
	const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(hashtextextended('slotbridge pruning', 0)) AS mine`.execute( trx );
	return rows[ 0 ]?.mine ?? false;
}
