/** The table `pause`: what a site's owner holds back on purpose. Every query names the site. */
import type { Db, Trx } from './client.ts';

export interface PauseRow {
	/** `site`, or the name of a workflow. */
	scope: string;
	pausedAt: Date;
}

export async function listPauses( db: Db | Trx, siteId: string ): Promise<PauseRow[]> {
	const rows = await db.selectFrom( 'pause' ).select( [ 'scope', 'paused_at' ] ).where( 'site_id', '=', siteId ).orderBy( 'scope' ).execute();
	return rows.map( ( row ) => ( { scope: row.scope, pausedAt: row.paused_at } ) );
}

/** A pause that is there already keeps its time. */
export async function addPause( db: Db | Trx, siteId: string, scope: string ): Promise<void> {
	await db.insertInto( 'pause' ).values( { site_id: siteId, scope } ).onConflict( ( conflict ) => conflict.doNothing() ).execute();
}

/** False when there was none. */
export async function removePause( db: Db | Trx, siteId: string, scope: string ): Promise<boolean> {
	const result = await db.deleteFrom( 'pause' ).where( 'site_id', '=', siteId ).where( 'scope', '=', scope ).executeTakeFirst();
	return result.numDeletedRows === 1n;
}
