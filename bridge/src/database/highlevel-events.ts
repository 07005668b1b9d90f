/** The table `highlevel_event`: what HighLevel told by webhook, each once. HighLevel names no site, so neither do these queries. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export interface NewHighLevelEvent {
	/** HighLevel's webhookId: the same over all of its tries. */
	id: string;
	type: string;
	body: Record<string, unknown>;
	sentAt: Date;
}

export interface OpenHighLevelEvent {
	id: string;
	type: string;
	body: Record<string, unknown>;
	sent_at: Date;
	tries: number;
}

/** False when it was told before. */
export async function keepHighLevelEvent( db: Db, event: NewHighLevelEvent ): Promise<boolean> {
	const result = await db.insertInto( 'highlevel_event' ).values( { id: event.id, type: event.type, body: JSON.stringify( event.body ), sent_at: event.sentAt } )
		.onConflict( ( conflict ) => conflict.doNothing() ).executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

/** One that is not handled yet, for this process alone for some minutes; oldest first. Undefined when there is none. */
export async function claimHighLevelEvent( db: Db, leaseSeconds: number ): Promise<OpenHighLevelEvent | undefined> {
	const { rows: [ row ] } = await sql<OpenHighLevelEvent>`
		UPDATE highlevel_event SET tries = tries + 1, try_after = now() + make_interval(secs => ${ leaseSeconds })
		WHERE id = (
			SELECT id FROM highlevel_event WHERE handled_at IS NULL AND try_after <= now()
			ORDER BY received_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
		) RETURNING id, type, body, sent_at, tries`.execute( db );
	return row;
}

/** @param error Why it was given up; left out: it was done. */
export async function closeHighLevelEvent( db: Db, id: string, error: string | null = null ): Promise<void> {
	await db.updateTable( 'highlevel_event' ).set( { handled_at: sql<Date>`now()`, last_error: error } ).where( 'id', '=', id ).execute();
}

export async function postponeHighLevelEvent( db: Db, id: string, seconds: number, error: string ): Promise<void> {
	await db.updateTable( 'highlevel_event' ).set( { try_after: sql<Date>`now() + make_interval(secs => ${ seconds })`, last_error: error } ).where( 'id', '=', id ).execute();
}

/** Kept long enough to know any repetition again: HighLevel tries for about 70 minutes. */
export async function pruneHighLevelEvents( db: Db ): Promise<void> {
	await sql`DELETE FROM highlevel_event WHERE handled_at < now() - interval '7 days'`.execute( db );
}

/**
 * Ends what an owner has ended in HighLevel. Only connections that OAuth gave, and only those older than the message: one
 * that was connected again since is another consent.
 *
 * @param where A location, or an agency with all its locations.
 * @returns The sites whose connections were broken.
 */
export async function breakUninstalled( trx: Trx, where: { locationId: string } | { companyId: string }, sentAt: Date, reason: string ): Promise<string[]> {
	if ( 'companyId' in where ) {
		await sql`UPDATE agency SET status = 'broken', status_reason = ${ reason }, updated_at = now()
			WHERE company_id = ${ where.companyId } AND connected_at <= ${ sentAt }`.execute( trx );
	}
	const which = 'locationId' in where
		? sql`location_id = ${ where.locationId }`
		: sql`agency_id IN (SELECT id FROM agency WHERE company_id = ${ where.companyId })`;
	const { rows } = await sql<{ site_id: string }>`
		UPDATE connection SET status = CASE WHEN status = 'paused' THEN status ELSE 'broken' END,
			status_code = 'highlevel_uninstalled', status_reason = ${ reason }, updated_at = now()
		WHERE kind = 'oauth' AND ${ which } AND token_added_at <= ${ sentAt }
		RETURNING site_id`.execute( trx );
	return [ ...new Set( rows.map( ( row ) => row.site_id ) ) ];
}
