/** Events that are opened anew: which ones may be, and how. Every query names the site. */
import { sql } from 'kysely';
import type { Trx } from './client.ts';
import type { EventState } from './schema.ts';

/** What decides whether an event may be replayed. */
export interface ReplayCandidate {
	id: string;
	subject: string;
	state: EventState;
	/** HighLevel has a later change of the entity. */
	overtaken: boolean;
	/** A later change of the entity is on its way. */
	followed: boolean;
	/** The later change that HighLevel has. */
	overtaken_by: string | null;
}

/** Locks the site's events that a replay is about, at most `limit`, in the order of their ids. */
export async function lockReplayCandidates( trx: Trx, siteId: string, choice: { ids: readonly string[] } | { dead: true; since: Date | null }, limit: number ): Promise<ReplayCandidate[]> {
	const chosen = 'ids' in choice
		? sql`event.id = ANY(${ [ ...choice.ids ] }::uuid[])`
		: sql`event.state = 'dead' AND (${ choice.since }::timestamptz IS NULL OR event.finished_at >= ${ choice.since })`;
	const { rows } = await sql<ReplayCandidate>`
		SELECT event.id, event.subject, event.state,
			newer.id IS NOT NULL OR EXISTS (
				SELECT FROM link WHERE link.site_id = event.site_id AND link.subject = event.subject AND link.applied_sequence > event.sequence
			) AS overtaken,
			newer.id AS overtaken_by,
			EXISTS (
				SELECT FROM event AS later WHERE later.site_id = event.site_id AND later.subject = event.subject
					AND later.sequence > event.sequence AND later.state IN ('pending', 'running', 'retrying', 'waiting')
			) AS followed
		FROM event
		LEFT JOIN LATERAL (
			SELECT later.id FROM event AS later
			WHERE later.site_id = event.site_id AND later.subject = event.subject AND later.sequence > event.sequence AND later.state = 'delivered'
			ORDER BY later.sequence DESC LIMIT 1
		) AS newer ON true
		WHERE event.site_id = ${ siteId } AND ${ chosen }
		ORDER BY event.id
		LIMIT ${ limit }
		FOR UPDATE OF event
	`.execute( trx );
	return rows;
}

/** Opens events anew: as if they had just come in, but for the count of their replays. */
export async function reopenEvents( trx: Trx, siteId: string, ids: readonly string[] ): Promise<void> {
	if ( ids.length === 0 ) {
		return;
	}
	await trx.updateTable( 'event' )
		.set( ( row ) => ( {
			state: 'pending', reason_code: null, reason: null, superseded_by: null, attempts: 0, next_attempt_at: null, finished_at: null,
			open_since: sql`clock_timestamp()`, replays: row( 'replays', '+', 1 ),
		} ) )
		.where( 'site_id', '=', siteId )
		.where( 'id', 'in', ids )
		.execute();
}
