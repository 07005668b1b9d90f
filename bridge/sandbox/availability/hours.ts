/** When a calendar, or one of its hosts, is open: weekly hours, rules of a schedule, and custom dates. */
import type { Calendar, EventSchedule, Hour, Rule, Schedule } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { addDays, dateAt, instantOf } from './zone.ts';

/** Minutes after local midnight; `to` may be 1440. */
interface Span {
	from: number;
	to: number;
}

export interface Host {
	/** Undefined for an event calendar, which nobody in particular hosts. */
	userId: string | undefined;
	zone: string;
	spansOn( date: string ): Span[];
}

export interface Window {
	start: number;
	end: number;
}

const dayNames = [ 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday' ];

/** Who can take an appointment of this calendar. */
export function hostsOf( world: World, calendar: Calendar ): Host[] {
	const { state } = world;
	const locationZone = state.locations.find( ( location ) => location.id === calendar.locationId )!.timezone;
	if ( calendar.calendarType === 'event' ) {
		const schedule = state.eventSchedules.find( ( candidate ) => candidate.calendarId === calendar.id );
		return [ hostOf( calendar, undefined, schedule, locationZone ) ];
	}
	return calendar.teamMembers.map( ( { userId } ) => {
		const schedule = state.schedules.find( ( candidate ) =>
			! candidate.deleted && candidate.userId === userId && candidate.calendarIds.includes( calendar.id ) );
		return hostOf( calendar, userId, schedule, locationZone );
	} );
}

/** A schedule gives its zone always, and its hours when it has any; else the calendar's open hours count. */
function hostOf( calendar: Calendar, userId: string | undefined, schedule: Schedule | EventSchedule | undefined, locationZone: string ): Host {
	const rules = schedule?.rules.length ? schedule.rules : undefined;
	return {
		userId,
		zone: schedule?.timezone ?? locationZone,
		spansOn( date ) {
			const custom = calendar.availabilities.find( ( availability ) => availability.date.slice( 0, 10 ) === date );
			if ( calendar[ 'availabilityType' ] === 1 || ( custom && calendar[ 'availabilityType' ] !== 0 ) ) {
				return spansOfHours( custom?.hours ?? [] );
			}
			return rules ? spansOfRules( rules, date ) : spansOfHours( weeklyHours( calendar, date ) );
		},
	};
}

/** The open windows of a host that touch a range, as instants. */
export function windowsOf( host: Host, from: number, to: number ): Window[] {
	const windows: Window[] = [];
	const last = dateAt( to, host.zone );
	for ( let date = dateAt( from, host.zone ); date <= last; date = addDays( date, 1 ) ) {
		for ( const span of host.spansOn( date ) ) {
			windows.push( { start: instantOf( date, span.from, host.zone, 'start' ), end: instantOf( date, span.to, host.zone, 'end' ) } );
		}
	}
	return windows;
}

function weekdayOf( date: string ): number {
	return new Date( `${ date }T00:00:00Z` ).getUTCDay();
}

function weeklyHours( calendar: Calendar, date: string ): Hour[] {
	const day = weekdayOf( date );
	return calendar.openHours.filter( ( open ) => open.daysOfTheWeek.includes( day ) ).flatMap( ( open ) => open.hours );
}

function spansOfHours( hours: Hour[] ): Span[] {
	return hours.flatMap( ( hour ) => spanOf( hour.openHour * 60 + hour.openMinute, hour.closeHour * 60 + hour.closeMinute ) );
}

/** Rules for a date push the weekly ones of that day aside. */
function spansOfRules( rules: Rule[], date: string ): Span[] {
	const dated = rules.filter( ( rule ) => rule.type === 'date' && rule.date === date );
	const weekly = rules.filter( ( rule ) => rule.type === 'wday' && rule.day === dayNames[ weekdayOf( date ) ] );
	return ( dated.length ? dated : weekly ).flatMap( ( rule ) => rule.intervals )
		.flatMap( ( interval ) => spanOf( minutesOf( interval.from ), minutesOf( interval.to ) ) );
}

function minutesOf( clock: string ): number {
	const [ hours, minutes ] = clock.split( ':' );
	return Number( hours ) * 60 + Number( minutes );
}

/** An end at 00:00 is the end of the day, so 00:00 to 00:00 is all of it. Hours that end before they begin are none. */
function spanOf( from: number, to: number ): Span[] {
	const end = to === 0 ? 1440 : to;
	return end > from ? [ { from, to: end } ] : [];
}
