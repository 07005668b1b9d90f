/** Calendars: list, create, read, replace, delete. */
import { calendarCreate, calendarDefaults, calendarUpdate, keptByUpdate, resetByUpdate } from '../data/calendar-fields.ts';
import { calendarsQuery } from '../data/shapes.ts';
import { ok, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { newId } from '../world/ids.ts';
import type { Availability, Calendar } from '../world/types.ts';
import { checkCalendar } from './calendar-rules.ts';
import { findCalendar } from './find.ts';

type Fields = Record<string, unknown>;

export const listCalendars: Handler = ( call ) => {
	const { locationId, groupId, showDrafted } = checkQuery( call.query, calendarsQuery );
	const calendars = call.world.state.calendars.filter( ( calendar ) =>
		calendar.locationId === locationId
		&& ( ! groupId || calendar.groupId === groupId )
		&& ( showDrafted !== false || calendar.isActive ) );
	return ok( { calendars: calendars.map( readable ) } );
};

export const createCalendar: Handler = ( call ) => {
	const body = withoutNulls( checkBody( call.body, calendarCreate ) );
	const id = newId();
	const calendar = {
		...structuredClone( calendarDefaults ),
		calendarType: Array.isArray( body[ 'teamMembers' ] ) && body[ 'teamMembers' ].length ? 'round_robin' : 'event',
		slug: `${ slugOf( String( body[ 'name' ] ) ) }-${ id.slice( 0, 6 ).toLowerCase() }`,
		...body,
		availabilities: mergeAvailabilities( [], body[ 'availabilities' ] ),
		id,
	} as unknown as Calendar;
	calendar[ 'widgetSlug' ] ??= calendar.slug;
	checkCalendar( call.world, calendar );
	call.world.state.calendars.push( calendar );
	call.world.changed();
	return ok( { calendar: readable( calendar ) } );
};

export const getCalendar: Handler = ( call ) => ok( { calendar: readable( findCalendar( call ) ) } );

/** Replaces: what the body leaves out goes back to its default or is lost. */
export const updateCalendar: Handler = ( call ) => {
	const body = withoutNulls( checkBody( call.body, calendarUpdate ) );
	const before = findCalendar( call );
	const kept = Object.fromEntries( keptByUpdate.filter( ( key ) => key in before ).map( ( key ) => [ key, before[ key ] ] ) );
	const after = { ...structuredClone( resetByUpdate ), ...kept, ...body } as Calendar;
	after.availabilities = mergeAvailabilities( before.availabilities, body[ 'availabilities' ] );
	store( call.world, after );
	return ok( { calendar: readable( after ) } );
};

/** The owner's own hand in HighLevel's UI: only what is named changes. Not an API operation; the control API calls it. */
export function changeAsOwner( world: Parameters<typeof store>[ 0 ], before: Calendar, change: unknown ): Fields {
	const body = checkBody( change, { ...calendarUpdate, slotBufferUnit: calendarCreate[ 'slotBufferUnit' ]! } );
	const after = { ...before, ...withoutNulls( body ) } as Calendar;
	for ( const key of Object.keys( body ).filter( ( name ) => body[ name ] === null ) ) {
		delete after[ key ];
	}
	if ( 'availabilities' in body ) {
		after.availabilities = mergeAvailabilities( before.availabilities, body[ 'availabilities' ] );
	}
	store( world, after );
	return readable( after );
}

export const deleteCalendar: Handler = ( call ) => {
	const { id } = findCalendar( call );
	const { state } = call.world;
	state.calendars = state.calendars.filter( ( calendar ) => calendar.id !== id );
	state.notifications = state.notifications.filter( ( notification ) => notification.calendarId !== id );
	state.eventSchedules = state.eventSchedules.filter( ( schedule ) => schedule.calendarId !== id );
	for ( const schedule of state.schedules ) {
		schedule.calendarIds = schedule.calendarIds.filter( ( calendarId ) => calendarId !== id );
	}
	call.world.changed();
	return ok( { success: true } );
};

/** What a reader gets: the redirect address comes under another spelling than the one it is written with. */
export function readable( calendar: Calendar ): Fields {
	const { formSubmitRedirectURL, ...rest } = calendar;
	return formSubmitRedirectURL === undefined ? rest : { ...rest, formSubmitRedirectUrl: formSubmitRedirectURL };
}

function store( world: { state: { calendars: Calendar[] }; changed(): void }, calendar: Calendar ): void {
	checkCalendar( world as Parameters<typeof checkCalendar>[ 0 ], calendar );
	world.state.calendars = world.state.calendars.map( ( known ) => ( known.id === calendar.id ? calendar : known ) );
	world.changed();
}

/** Null in a body means the same as leaving the field out. */
function withoutNulls( body: Fields ): Fields {
	return Object.fromEntries( Object.entries( body ).filter( ( [ , value ] ) => value !== null ) );
}

/** Custom dates: one with a known id is changed or deleted, one without is added, and none at all forgets them. */
function mergeAvailabilities( before: Availability[], given: unknown ): Availability[] {
	if ( ! Array.isArray( given ) ) {
		return [];
	}
	const after = new Map( before.map( ( availability ) => [ availability.id, availability ] ) );
	for ( const { deleted, id = newId(), ...rest } of given as ( Availability & { deleted?: boolean } )[] ) {
		if ( deleted ) {
			after.delete( id );
		} else {
			after.set( id, { id, ...rest } );
		}
	}
	return [ ...after.values() ];
}

function slugOf( name: string ): string {
	return name.normalize( 'NFKD' ).toLowerCase().replace( /[^a-z0-9]+/g, '-' ).replace( /^-+|-+$/g, '' ) || 'calendar';
}
