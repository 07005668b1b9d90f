/** Shows what would be sent to HighLevel for a snapshot, under the saved mapping or one that is being tried out. Nothing is sent. */
import { findOperation, type Config, type Entity, type OperationId } from '@slotbridge/catalogue';
import type { Db } from '../database/client.ts';
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../database/connections.ts';
import { findLink } from '../database/links.ts';
import { createBody, wantedFields } from '../workflows/calendar-bodies.ts';
import { calendarWishes, type CalendarWishes } from '../workflows/calendar-wishes.ts';
import { groupWishes } from '../workflows/group-wishes.ts';
import { mapFields, type MappingFault } from '../workflows/mapping.ts';
import { makeMarker, scheduleName } from '../workflows/marker.ts';
import { toScheduleRules } from '../workflows/open-hours.ts';
import { toNotification } from '../workflows/reminders.ts';
import { zoneForHighLevel } from '../workflows/time-zones.ts';

export interface PreviewInput {
	siteId: string;
	entity: Entity;
	snapshot: Record<string, unknown>;
	/** Not saved yet; the saved one when left out. */
	config?: Config;
}

export interface PreviewRequest {
	operation: OperationId;
	method: string;
	/** Ids that HighLevel gives only later stay in braces. */
	path: string;
	version: string;
	body: unknown;
}

export interface Preview {
	/** As for an entity that HighLevel does not have yet, in order. */
	requests: PreviewRequest[];
	notes: string[];
	faults: MappingFault[];
}

interface Scene {
	input: PreviewInput;
	config: Config;
	connection: ConnectionRow | undefined;
	locationId: string;
	marker: string;
}

export async function previewMapping( deps: { db: Db }, input: PreviewInput ): Promise<Preview> {
	const config = input.config ?? ( await readConfig( deps.db, input.siteId ) );
	const connection = await findConnectionForSite( deps.db, input.siteId, config.connectionId );
	const marker = makeMarker( input.siteId, `${ input.entity }/${ String( input.snapshot[ 'id' ] ) }` );
	const scene = { input, config, connection, locationId: connection?.location_id ?? '{locationId}', marker };
	const preview = input.entity === 'calendar' ? await previewCalendar( deps.db, scene ) : previewGroup( scene );
	const notes = connection ? preview.notes : [ 'No HighLevel location is connected yet.', ...preview.notes ];
	return { ...preview, notes, requests: preview.faults.length > 0 ? [] : preview.requests };
}

async function previewCalendar( db: Db, scene: Scene ): Promise<Preview> {
	const { input, config, locationId, marker } = scene;
	const wishes = calendarWishes( mapFields( 'calendar', input.snapshot, config.calendar.fields ), marker );
	const notes = [ ...wishes.notes ];
	const body = { locationId, ...createBody( wantedFields( wishes, await groupIdOf( db, scene, wishes, notes ) ), wishes.calendarType ) };
	const requests = [ request( 'create-calendar', body ), ...scheduleRequests( scene, wishes, notes ) ];
	if ( wishes.reminders && wishes.reminders.length > 0 ) {
		requests.push( request( 'create-event-notification', wishes.reminders.map( toNotification ) ) );
	}
	return { requests, notes, faults: wishes.faults };
}

async function groupIdOf( db: Db, { input, connection }: Scene, wishes: CalendarWishes, notes: string[] ): Promise<string | undefined> {
	if ( typeof wishes.group !== 'number' ) {
		return undefined;
	}
	const link = connection && ( await findLink( db, input.siteId, `calendar-group/${ wishes.group }`, connection.id ) );
	if ( ! link?.highlevel_id ) {
		notes.push( 'Its calendar group is not in HighLevel yet; without it the calendar would be in no group.' );
	}
	return link?.highlevel_id ?? undefined;
}

function scheduleRequests( { locationId, marker }: Scene, wishes: CalendarWishes, notes: string[] ): PreviewRequest[] {
	const timezone = wishes.timeZone && zoneForHighLevel( wishes.timeZone );
	if ( ! timezone ) {
		if ( wishes.timeZone ) {
			notes.push( `HighLevel's schedules do not take the time zone "${ wishes.timeZone }": that of the location would apply.` );
		}
		return [];
	}
	if ( timezone !== wishes.timeZone ) {
		notes.push( `HighLevel knows the time zone "${ wishes.timeZone }" as "${ timezone }".` );
	}
	const rules = wishes.openHours && toScheduleRules( wishes.openHours );
	if ( wishes.calendarType === 'event' ) {
		return [ request( 'createCalendarSchedule', { rules: rules ?? [], timezone } ) ];
	}
	return ( wishes.hosts ?? [] ).map( ( userId ) =>
		request( 'createSchedule', { timezone, ...( rules ? { rules } : {} ), name: scheduleName( marker ), userId, locationId, calendarIds: [ '{calendarId}' ] } )
	);
}

function previewGroup( { input, config, locationId, marker }: Scene ): Preview {
	const { fields, isActive, faults } = groupWishes( mapFields( 'calendar-group', input.snapshot, config[ 'calendar-group' ].fields ), marker );
	return {
		requests: [
			request( 'validate-groups-slug', { locationId, slug: fields.slug } ),
			request( 'create-calendar-group', { locationId, ...fields, ...( isActive === undefined ? {} : { isActive } ) } ),
		],
		notes: [],
		faults,
	};
}

function request( id: OperationId, body: unknown ): PreviewRequest {
	const { method, path, version } = findOperation( id );
	return { operation: id, method, path, version, body };
}
