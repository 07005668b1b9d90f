/** The table `alert_incident`: what is or was wrong, and whether the owner has been told. */
import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';
import type { AlertIncidentTable } from './alert-tables.ts';

export type IncidentRow = Selectable<AlertIncidentTable>;

export interface Finding {
	rule: string;
	key: string;
	title: string;
	detail: string;
	mark: string;
}

/** Oldest first. */
export async function listOpenIncidents( db: Db | Trx, siteId: string ): Promise<IncidentRow[]> {
	return db.selectFrom( 'alert_incident' ).selectAll().where( 'site_id', '=', siteId ).where( 'resolved_at', 'is', null )
		.orderBy( 'opened_at' ).orderBy( 'id' ).execute();
}

export async function openIncident( trx: Trx, siteId: string, finding: Finding ): Promise<void> {
	await trx.insertInto( 'alert_incident' ).values( { id: uuidv7(), site_id: siteId, ...finding } )
		.onConflict( ( conflict ) => conflict.doNothing() ).execute();
}

/** @param again The owner is told once more, as of a new one, if the last time is at least `afterSeconds` ago. */
export async function renewIncident( trx: Trx, siteId: string, id: string, finding: Finding, again: { afterSeconds: number } | null ): Promise<void> {
	await trx.updateTable( 'alert_incident' ).set( {
		title: finding.title, detail: finding.detail,
		...( again && {
			told_at: sql<Date | null>`CASE WHEN told_at < now() - make_interval(secs => ${ again.afterSeconds }) THEN NULL ELSE told_at END`,
			// The old mark stays until the owner is told, or the worsening would be forgotten.
			mark: sql<string>`CASE WHEN told_at IS NULL OR told_at < now() - make_interval(secs => ${ again.afterSeconds }) THEN ${ finding.mark } ELSE mark END`,
		} ),
	} ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

export async function resolveIncident( trx: Trx, siteId: string, id: string ): Promise<void> {
	await trx.updateTable( 'alert_incident' ).set( { resolved_at: sql<Date>`now()` } ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

/** What the owner does not know yet: opened ones, and resolved ones whose opening was told. */
export async function listUntold( trx: Trx, siteId: string ): Promise<{ opened: IncidentRow[]; resolved: IncidentRow[] }> {
	const rows = await trx.selectFrom( 'alert_incident' ).selectAll().where( 'site_id', '=', siteId )
		.where( sql<boolean>`(resolved_at IS NULL AND told_at IS NULL) OR (resolved_at IS NOT NULL AND told_at IS NOT NULL AND resolved_told_at IS NULL)` )
		.orderBy( 'opened_at' ).orderBy( 'id' ).execute();
	return { opened: rows.filter( ( row ) => row.resolved_at === null ), resolved: rows.filter( ( row ) => row.resolved_at !== null ) };
}

export async function markTold( trx: Trx, siteId: string, untold: { opened: IncidentRow[]; resolved: IncidentRow[] } ): Promise<void> {
	for ( const [ rows, column ] of [ [ untold.opened, 'told_at' ], [ untold.resolved, 'resolved_told_at' ] ] as const ) {
		if ( rows.length > 0 ) {
			await trx.updateTable( 'alert_incident' ).set( { [ column ]: sql<Date>`now()` } )
				.where( 'site_id', '=', siteId ).where( 'id', 'in', rows.map( ( row ) => row.id ) ).execute();
		}
	}
}

/** Old stories: resolved and told long ago, or over before anybody was told. */
export async function pruneIncidents( trx: Trx, siteId: string, olderThanDays: number ): Promise<void> {
	await trx.deleteFrom( 'alert_incident' ).where( 'site_id', '=', siteId )
		.where( 'resolved_at', '<', sql<Date>`now() - make_interval(days => ${ olderThanDays })` ).execute();
}
