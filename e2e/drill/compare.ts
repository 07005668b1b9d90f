/** Holds a site's truth against HighLevel's, calendar by calendar: what is missing or different is lost, what is there twice is doubled. */
import type { SandboxCalendar, SandboxState } from '../stack/sandbox-client.ts';
import { readName, type Entry, type Reminder } from './book.ts';
import type { DrillSite } from './site.ts';
import type { SiteCalendar, SiteGroup, Truth } from './truth.ts';

export interface Finding {
	kind: 'lost' | 'doubled' | 'out of order' | 'over limit';
	words: string;
}

const lost = ( words: string ): Finding => ( { kind: 'lost', words } );
const doubled = ( words: string ): Finding => ( { kind: 'doubled', words } );

const minutes: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1440 };

export interface Compared {
	site: DrillSite;
	truth: Truth;
	calendars: Entry[];
	groups: Entry[];
	state: SandboxState;
}

export function compareSite( compared: Compared ): Finding[] {
	return [ ...compareGroups( compared ), ...compareCalendars( compared ), ...findStrangers( compared ) ];
}

const keyOf = ( name: unknown ): string | undefined => readName( name )?.key;

/** The site itself must know every save that it has acknowledged. */
function checkSite( entry: Entry, item: { status?: string; slotbridge: { name: string } } | undefined ): Finding[] {
	const state = item === undefined ? 'missing' : item.status === 'trash' ? 'trash' : 'live';
	const wanted = entry.state === 'none' || entry.state === 'gone' ? 'missing' : entry.state;
	const version = readName( item?.slotbridge.name )?.version ?? 0;
	if ( state !== wanted ) {
		return [ lost( `${ entry.key } is ${ state } on the site, after it was saved as ${ wanted }` ) ];
	}
	return item !== undefined && version < entry.saved ? [ lost( `${ entry.key }: the site has v${ version }, though it acknowledged v${ entry.saved }` ) ] : [];
}

function compareGroups( { site, truth, groups, state }: Compared ): Finding[] {
	return groups.flatMap( ( entry ) => {
		const item = truth.groups.find( ( { slotbridge } ) => keyOf( slotbridge.name ) === entry.key );
		const there = state.groups.filter( ( { name } ) => keyOf( name ) === entry.key );
		const findings = checkSite( entry, item );
		if ( there.length > 1 ) {
			findings.push( doubled( `group ${ entry.key } is in HighLevel ${ there.length } times` ) );
		}
		if ( item ) {
			const { name, slug, status } = item.slotbridge;
			findings.push( ...differences( entry.key, there[ 0 ], { name, slug, isActive: status === 'active', locationId: site.locationId } ) );
		}
		return findings;
	} );
}

/** What HighLevel has otherwise than it should. */
function differences( key: string, there: object | undefined, wanted: Record<string, unknown> ): Finding[] {
	if ( there === undefined ) {
		return [ lost( `${ key } is not in HighLevel` ) ];
	}
	const has = there as Record<string, unknown>;
	return Object.entries( wanted ).filter( ( [ field, value ] ) => ( has[ field ] ?? null ) !== ( value ?? null ) )
		.map( ( [ field, value ] ) => lost( `${ key }: ${ field } is ${ JSON.stringify( has[ field ] ?? null ) } in HighLevel and ${ JSON.stringify( value ?? null ) } on the site` ) );
}

function compareCalendars( compared: Compared ): Finding[] {
	const { truth, calendars, state } = compared;
	return calendars.flatMap( ( entry ) => {
		const item = truth.calendars.find( ( { slotbridge } ) => keyOf( slotbridge.name ) === entry.key );
		const there = state.calendars.filter( ( { name } ) => keyOf( name ) === entry.key );
		const findings = [ ...checkSite( entry, item ), ...there.flatMap( ( calendar ) => findDoubledParts( entry.key, calendar, state ) ) ];
		if ( there.length > 1 ) {
			findings.push( doubled( `calendar ${ entry.key } is in HighLevel ${ there.length } times` ) );
		}
		findings.push( ...( item && item.status !== 'trash' ? compareLive( compared, item, entry.key, there[ 0 ] ) : compareRemoved( compared, entry.key, there ) ) );
		return findings;
	} );
}

function compareLive( { site, truth, state }: Compared, { slotbridge }: SiteCalendar, key: string, there: SandboxCalendar | undefined ): Finding[] {
	const { name, color, status, group, reminders, timeZone, durationMinutes } = slotbridge;
	const findings = differences( key, there, {
		name, eventColor: color, isActive: status === 'active', groupId: groupIn( state, truth.groups, group ), slotDuration: durationMinutes, locationId: site.locationId,
	} );
	if ( there ) {
		const zones = state.eventSchedules.filter( ( { calendarId } ) => calendarId === there.id ).map( ( { timezone } ) => timezone );
		if ( zones[ 0 ] !== timeZone ) {
			findings.push( lost( `${ key }: its time zone is ${ zones[ 0 ] ?? 'not set' } in HighLevel and ${ timeZone } on the site` ) );
		}
		const wanted = [ ...new Set( reminders.map( describeReminder ) ) ].sort();
		const has = [ ...new Set( remindersOf( there.id, state ) ) ].sort();
		if ( has.join( ', ' ) !== wanted.join( ', ' ) ) {
			findings.push( lost( `${ key }: its reminders are [${ has.join( ', ' ) }] in HighLevel and [${ wanted.join( ', ' ) }] on the site` ) );
		}
	}
	return findings;
}

/** HighLevel's id of the site's group. */
function groupIn( state: SandboxState, groups: SiteGroup[], id: number | null ): string | null | undefined {
	const key = keyOf( groups.find( ( group ) => group.id === id )?.slotbridge.name );
	return id === null ? null : state.groups.find( ( { name } ) => keyOf( name ) === key )?.id;
}

/** A calendar in the trash, or gone: a draft in HighLevel, or not there, as the owner chose. One that never got there is as good. */
function compareRemoved( { site }: Compared, key: string, there: SandboxCalendar[] ): Finding[] {
	return there.filter( ( { isActive } ) => isActive || site.removedBecome === 'absent' )
		.map( ( { isActive } ) => lost( `${ key } was removed on the site and is still ${ isActive ? 'active' : 'there' } in HighLevel` ) );
}

const describeReminder = ( { channel, receiver, before }: Reminder ): string => `${ channel } to ${ receiver } ${ before.value * minutes[ before.unit ]! } min`;

function remindersOf( calendarId: string, state: SandboxState ): string[] {
	return state.notifications.filter( ( notification ) => notification.calendarId === calendarId && ! notification.deleted ).map( ( notification ) => {
		const times = ( notification[ 'beforeTime' ] ?? [] ) as Array<{ timeOffset: number; unit: string }>;
		return `${ String( notification[ 'channel' ] ) } to ${ String( notification[ 'receiverType' ] ) } ${ times.map( ( { timeOffset, unit } ) => timeOffset * minutes[ unit ]! ).join( ' and ' ) } min`;
	} );
}

function findDoubledParts( key: string, { id }: SandboxCalendar, state: SandboxState ): Finding[] {
	const reminders = remindersOf( id, state );
	const again = reminders.filter( ( words, index ) => reminders.indexOf( words ) !== index );
	const schedules = state.eventSchedules.filter( ( { calendarId } ) => calendarId === id ).length;
	return [
		...again.map( ( words ) => doubled( `${ key } has the reminder "${ words }" more than once` ) ),
		...( schedules > 1 ? [ doubled( `${ key } has ${ schedules } schedules` ) ] : [] ),
	];
}

/** Whatever is in the location and belongs to nobody. */
function findStrangers( { site, calendars, groups, state }: Compared ): Finding[] {
	const known = new Set( [ ...calendars, ...groups ].map( ( { key } ) => key ) );
	return [ ...state.calendars, ...state.groups ].filter( ( { locationId, name } ) => locationId === site.locationId && ! known.has( keyOf( name ) ?? '' ) )
		.map( ( { name } ) => doubled( `"${ name }" is in the location of site ${ site.letter }, and nobody there has made it` ) );
}
