/** What a digest tells of a site: how many changes went through since the last one, and what is the matter now. */
import { sql } from 'kysely';
import type { Trx } from './client.ts';

export interface DigestFacts {
	delivered: number;
	/** Given up since the last digest, by reason; the most frequent first. */
	dead: { reason: string; count: number }[];
	/** Open now. */
	waiting: number;
	/** When the oldest open one came in; null when none is. */
	oldest: Date | null;
	/** Days since each token was entered. */
	tokens: { label: string; days: number; broken: boolean }[];
	/** Titles of what needs attention now. */
	problems: string[];
}

const MOST_REASONS = 5;

export async function readDigestFacts( trx: Trx, siteId: string, since: Date ): Promise<DigestFacts> {
	const { rows: [ counts ] } = await sql<{ delivered: number; waiting: number; oldest: Date | null }>`
		SELECT
			(SELECT count(*)::int FROM event WHERE site_id = ${ siteId } AND state = 'delivered' AND finished_at >= ${ since }) AS delivered,
			(SELECT count(*)::int FROM event WHERE site_id = ${ siteId } AND state IN ('pending', 'running', 'retrying', 'waiting')) AS waiting,
			(SELECT min(received_at) FROM event WHERE site_id = ${ siteId } AND state IN ('pending', 'running', 'retrying', 'waiting')) AS oldest`.execute( trx );
	const { rows: dead } = await sql<{ reason: string; count: number }>`
		SELECT coalesce(reason, reason_code, 'No reason was noted.') AS reason, count(*)::int AS count FROM event
		WHERE site_id = ${ siteId } AND state = 'dead' AND finished_at >= ${ since }
		GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${ MOST_REASONS }`.execute( trx );
	const { rows: tokens } = await sql<{ label: string; days: number; broken: boolean }>`
		SELECT label, floor(extract(epoch FROM now() - token_added_at) / 86400)::int AS days, status = 'broken' AS broken
		FROM connection WHERE site_id = ${ siteId } ORDER BY created_at, id`.execute( trx );
	const { rows: problems } = await sql<{ title: string }>`
		SELECT title FROM alert_incident WHERE site_id = ${ siteId } AND resolved_at IS NULL ORDER BY opened_at, id LIMIT 20`.execute( trx );
	return { ...counts!, dead, tokens, problems: problems.map( ( { title } ) => title ) };
}
