/** How the site's calendars compare with what HighLevel has right now: in step, different, gone, or never sent. Nothing is changed. */
import { fields } from '@slotbridge/catalogue/fields/index.ts';
import type { Config } from '@slotbridge/catalogue/config.ts';
import type { Db } from '../database/client.ts';
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../database/connections.ts';
import { describeLinks, findLink, type SiteLink } from '../database/links.ts';
import { AppError } from '../errors/app-error.ts';
import { listCalendars, type RemoteCalendar } from '../highlevel/calendars.ts';
import { calendarChange, wantedFields } from '../workflows/calendar-bodies.ts';
import { calendarWishes, type CalendarWishes } from '../workflows/calendar-wishes.ts';
import { mapFields } from '../workflows/mapping.ts';
import { makeMarker } from '../workflows/marker.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { connectedClient } from './connected-client.ts';

export interface Compared {
	subject: string;
	state: 'inStep' | 'differs' | 'gone' | 'notSent' | 'invalid';
	highLevelId: string | null;
	/** Labels of the fields that sending it again would change in HighLevel. */
	differs: string[];
	/** Labels of the fields that the owner has set in HighLevel; they stay. */
	kept: string[];
	/** Why it is not sent or cannot be. */
	reason: string | null;
}

type Deps = Pick<BridgeDeps, 'db' | 'tokens' | 'budget' | 'highLevelBaseUrl' | 'highLevelSandboxUrl'>;

interface Scene {
	db: Db;
	siteId: string;
	config: Config;
	connection: ConnectionRow;
	remotes: Map<string, RemoteCalendar>;
	links: Map<string, SiteLink>;
}

/** @throws AppError `connection_missing`; HighLevelFailure. */
export async function compareCalendars( deps: Deps, siteId: string, snapshots: readonly Record<string, unknown>[] ): Promise<{ items: Compared[] }> {
	const config = await readConfig( deps.db, siteId );
	const connection = await findConnectionForSite( deps.db, siteId, config.connectionId );
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet.' );
	}
	const remotes = await listCalendars( connectedClient( deps, connection ) );
	const links = await describeLinks( deps.db, siteId, snapshots.map( subjectOf ) );
	const scene: Scene = {
		db: deps.db, siteId, config, connection,
		remotes: new Map( remotes.map( ( remote ) => [ remote.id, remote ] ) ),
		links: new Map( links.map( ( link ) => [ link.subject, link ] ) ),
	};
	const items: Compared[] = [];
	for ( const snapshot of snapshots ) {
		items.push( await compare( scene, snapshot ) );
	}
	return { items };
}

async function compare( scene: Scene, snapshot: Record<string, unknown> ): Promise<Compared> {
	const { db, siteId, config, connection, remotes, links } = scene;
	const subject = subjectOf( snapshot );
	const nothing = { subject, highLevelId: null, differs: [], kept: [], reason: null };
	const marker = makeMarker( siteId, subject );
	const wishes = calendarWishes( mapFields( 'calendar', snapshot, config.calendar.fields ), marker );
	if ( wishes.faults.length > 0 ) {
		return { ...nothing, state: 'invalid', reason: wishes.faults.map( ( fault ) => fault.detail ).join( ' ' ) };
	}
	const link = await findLink( db, siteId, subject, connection.id );
	if ( ! link?.highlevel_id || link.state !== 'linked' ) {
		return { ...nothing, state: 'notSent', reason: links.get( subject )?.reason ?? null };
	}
	const remote = remotes.get( link.highlevel_id );
	if ( ! remote ) {
		return { ...nothing, state: 'gone', highLevelId: link.highlevel_id, reason: links.get( subject )?.reason ?? null };
	}
	const wanted = wantedFields( wishes, await groupIdOf( scene, wishes ) );
	const base = ( link.base as { fields?: Record<string, unknown> } ).fields ?? {};
	const differs = Object.keys( calendarChange( wanted, base, remote ) );
	const kept = Object.keys( calendarChange( wanted, {}, remote ) ).filter( ( key ) => ! differs.includes( key ) );
	return { ...nothing, state: differs.length > 0 ? 'differs' : 'inStep', highLevelId: remote.id, differs: labels( differs ), kept: labels( kept ), reason: links.get( subject )?.reason ?? null };
}

async function groupIdOf( { db, siteId, connection }: Scene, wishes: CalendarWishes ): Promise<string | undefined> {
	const link = typeof wishes.group === 'number' ? await findLink( db, siteId, `calendar-group/${ wishes.group }`, connection.id ) : undefined;
	return link?.highlevel_id ?? undefined;
}

function labels( keys: readonly string[] ): string[] {
	const other: Record<string, string> = { hosts: 'Hosts', groupId: 'Calendar group', slotDurationUnit: 'Duration of an appointment', slotIntervalUnit: 'Time between the starts of two slots', slotBufferUnit: 'Pause after an appointment' };
	return [ ...new Set( keys.map( ( key ) => fields.calendar.find( ( field ) => field.highlevel === key )?.label ?? other[ key ] ?? key ) ) ];
}

function subjectOf( snapshot: Record<string, unknown> ): string {
	return `calendar/${ String( snapshot[ 'id' ] ) }`;
}
