/** Which connections the daily look is to take next. */
import { sql } from 'kysely';
import type { Db } from './client.ts';
import type { ConnectionRow } from './connections.ts';

/** Active connections whose time has come, each for one replica alone; their next time is a day away. */
export async function claimConnectionsToProbe( db: Db, limit: number ): Promise<ConnectionRow[]> {
	const { rows } = await sql<ConnectionRow>`
		UPDATE connection SET probe_after = now() + interval '1 day'
		WHERE id IN (
			SELECT connection.id FROM connection JOIN site ON site.id = connection.site_id AND site.unpaired_at IS NULL
			WHERE connection.probe_after <= now() AND connection.status = 'active'
			ORDER BY connection.probe_after LIMIT ${ limit } FOR NO KEY UPDATE OF connection SKIP LOCKED
		) RETURNING *`.execute( db );
	return rows;
}

export async function probeAgainIn( db: Db, siteId: string, id: string, seconds: number ): Promise<void> {
	await db.updateTable( 'connection' ).set( { probe_after: sql<Date>`now() + make_interval(secs => ${ seconds })` } )
		.where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}
