/** The site takes over a calendar that HighLevel has already: it is linked before anything is sent, so that none is made a second time. */
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../database/connections.ts';
import { newestEvent } from '../database/events.ts';
import type { Trx } from '../database/client.ts';
import { describeLinks, findLink, findLinkedTo, saveLink, type SiteLink } from '../database/links.ts';
import { AppError } from '../errors/app-error.ts';
import { makeMarker } from '../workflows/marker.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { requireThere } from './mend-link.ts';

type Deps = Pick<BridgeDeps, 'db' | 'tokens' | 'budget' | 'highLevelBaseUrl' | 'highLevelSandboxUrl'>;

/**
 * Links a calendar of the site that the bridge has never heard of. The same call twice is one; nothing is sent, nothing is changed in HighLevel.
 *
 * @throws AppError `connection_missing`, `not_found` (in HighLevel), `link_conflict` (it has events or another link, or somebody else has the calendar); HighLevelFailure.
 */
export async function adoptCalendar( deps: Deps, siteId: string, { subject, highLevelId }: { subject: string; highLevelId: string } ): Promise<{ link: SiteLink }> {
	const { connectionId } = await readConfig( deps.db, siteId );
	const connection = await findConnectionForSite( deps.db, siteId, connectionId );
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet.' );
	}
	await requireThere( deps, connection, subject, highLevelId );
	await deps.db.transaction().execute( ( trx ) => write( trx, siteId, connection, { subject, highLevelId } ) );
	const [ link ] = await describeLinks( deps.db, siteId, [ subject ] );
	return { link: link as SiteLink };
}

async function write( trx: Trx, siteId: string, connection: ConnectionRow, { subject, highLevelId }: { subject: string; highLevelId: string } ): Promise<void> {
	const place = { siteId, connectionId: connection.id, locationId: connection.location_id, server: connection.server };
	const own = await findLink( trx, siteId, subject, connection.id );
	if ( own?.state === 'linked' && own.highlevel_id === highLevelId ) {
		return;
	}
	if ( own?.highlevel_id || await newestEvent( trx, siteId, subject ) ) {
		throw new AppError( 'link_conflict', `${ subject } has been sent to HighLevel before. Only a new calendar can take one over.` );
	}
	const holder = await findLinkedTo( trx, connection.server, connection.location_id, highLevelId );
	if ( holder && holder.siteId !== siteId ) {
		throw new AppError( 'link_conflict', 'It already belongs to another site.' );
	}
	if ( holder && await newestEvent( trx, siteId, holder.subject ) ) {
		throw new AppError( 'link_conflict', `It already belongs to ${ holder.subject } of this site.` );
	}
	if ( holder ) {
		// Taken over once, but the site broke off before it told anything of it.
		await saveLink( trx, { ...place, subject: holder.subject, highLevelId: null, marker: makeMarker( siteId, holder.subject ), state: 'deleted', base: {} } );
	}
	await saveLink( trx, { ...place, subject, highLevelId, marker: makeMarker( siteId, subject ), state: 'linked', base: {} } );
}
