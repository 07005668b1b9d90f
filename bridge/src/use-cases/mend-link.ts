/** The owner's word on what was deleted in HighLevel: add it anew, or use another thing there, which is looked at first. */
import type { Db, Trx } from '../database/client.ts';
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../database/connections.ts';
import { laneGroup, lockOpenEvents, newestEvent } from '../database/events.ts';
import { reopenEvents } from '../database/replays.ts';
import { describeLinks, findLink, findLinkedTo, saveLink, type SiteLink } from '../database/links.ts';
import { AppError } from '../errors/app-error.ts';
import { readCalendar } from '../highlevel/calendars.ts';
import { isFailure } from '../highlevel/failure.ts';
import { listGroups } from '../highlevel/groups.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { makeMarker } from '../workflows/marker.ts';
import { connectedClient } from './connected-client.ts';

export type Mending = { subject: string } & ( { action: 'recreate' } | { action: 'link'; highLevelId: string } );

type Deps = Pick<BridgeDeps, 'db' | 'tokens' | 'budget' | 'highLevelBaseUrl' | 'highLevelSandboxUrl' | 'queue'>;

/**
 * Changes where an entity is in HighLevel and sends its newest event again, so that HighLevel gets what the site has.
 * Nothing is changed in HighLevel here, and nothing here when the other thing cannot be used.
 *
 * @throws AppError `connection_missing`, `not_found` (the entity, or the thing in HighLevel), `link_conflict`; HighLevelFailure.
 */
export async function mendLink( deps: Deps, siteId: string, mending: Mending ): Promise<{ link: SiteLink }> {
	const { subject } = mending;
	const config = await readConfig( deps.db, siteId );
	const connection = await findConnectionForSite( deps.db, siteId, config.connectionId );
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet.' );
	}
	if ( mending.action === 'link' ) {
		await requireThere( deps, connection, subject, mending.highLevelId );
	}
	await deps.db.transaction().execute( ( trx ) => write( deps, trx, siteId, connection, mending ) );
	deps.queue.nudge();
	const [ link ] = await describeLinks( deps.db, siteId, [ subject ] );
	return { link: link as SiteLink };
}

/** @throws AppError `not_found` with words for the owner. */
export async function requireThere( deps: Omit<Deps, 'queue'>, connection: ConnectionRow, subject: string, highLevelId: string ): Promise<void> {
	const client = connectedClient( deps, connection );
	const isGroup = subject.startsWith( 'calendar-group/' );
	const missing = () => new AppError( 'not_found', `The location "${ connection.location_name ?? connection.label }" has no ${ isGroup ? 'calendar group' : 'calendar' } with the id "${ highLevelId }" in HighLevel. Choose another one.` );
	if ( isGroup ) {
		if ( ! ( await listGroups( client ) ).some( ( group ) => group.id === highLevelId ) ) {
			throw missing();
		}
		return;
	}
	try {
		const { locationId } = await readCalendar( client, highLevelId );
		if ( locationId !== undefined && locationId !== connection.location_id ) {
			throw missing();
		}
	} catch ( error ) {
		throw isFailure( error, 'highlevel_not_found', 'highlevel_location_forbidden', 'highlevel_refused' ) ? missing() : error;
	}
}

/** The events are locked first, as a lane does it, so that no delivery is in the middle of using the old link. */
async function write( { queue }: Deps, trx: Trx, siteId: string, connection: ConnectionRow, mending: Mending ): Promise<void> {
	const { subject } = mending;
	const open = await lockOpenEvents( trx, siteId, subject );
	if ( open.some( ( event ) => event.state === 'running' ) ) {
		throw new AppError( 'link_conflict', 'A change of it is being sent at this moment. Try again in a few seconds.' );
	}
	const newest = open.at( -1 ) ?? await newestEvent( trx, siteId, subject );
	const old = await findLink( trx, siteId, subject, connection.id );
	if ( ! newest || ! old ) {
		throw new AppError( 'not_found', 'HighLevel was never given this one, so there is nothing to mend.' );
	}
	const highLevelId = mending.action === 'link' ? mending.highLevelId : null;
	if ( highLevelId !== null ) {
		await requireFree( trx, siteId, subject, connection, highLevelId );
	}
	await saveLink( trx, {
		siteId, subject, connectionId: connection.id, locationId: connection.location_id, server: connection.server, highLevelId, marker: makeMarker( siteId, subject ),
		// What was written before was written to another thing: everything the site has is sent.
		state: highLevelId === null ? 'creating' : 'linked', base: {},
	} );
	await reopenEvents( trx, siteId, [ newest.id ] );
	await queue.wake( trx, { siteId, subject, group: await laneGroup( trx, siteId ) } );
}

async function requireFree( db: Db | Trx, siteId: string, subject: string, { server, location_id: locationId }: ConnectionRow, highLevelId: string ): Promise<void> {
	const holder = await findLinkedTo( db, server, locationId, highLevelId );
	if ( holder && ( holder.siteId !== siteId || holder.subject !== subject ) ) {
		const whose = holder.siteId === siteId ? `It already belongs to ${ holder.subject } of this site.` : 'It already belongs to another site.';
		throw new AppError( 'link_conflict', `${ whose } Choose another one.` );
	}
}
