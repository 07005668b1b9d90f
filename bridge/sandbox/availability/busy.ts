/** What takes a host's time: appointments, blocks, buffers, seats, and the day's number of appointments. */
import type { Calendar, CalendarEvent } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Host } from './hours.ts';
import { lengthOf } from './lengths.ts';
import { dateAt } from './zone.ts';

/** Appointments of these states give their time back. */
const freeing = [ 'cancelled', 'noshow', 'invalid' ];

/** True when the host has room for one more appointment from start to end (epoch ms). */
export type RoomCheck = ( start: number, end: number ) => boolean;

/** @param but An appointment that is being moved, and so does not stand in its own way. */
export function roomOf( world: World, calendar: Calendar, host: Host, but?: CalendarEvent ): RoomCheck {
	const events = world.state.events.filter( ( event ) => event !== but && ! freeing.includes( event.appointmentStatus ) );
	const own = events.filter( ( event ) => concerns( event, calendar, host ) );
	const before = lengthOf( calendar[ 'preBuffer' ], calendar[ 'preBufferUnit' ] );
	const after = lengthOf( calendar[ 'slotBuffer' ], calendar[ 'slotBufferUnit' ] );
	const perSlot = limitOf( calendar[ 'appoinmentPerSlot' ], 1 );
	const perDay = limitOf( calendar[ 'appoinmentPerDay' ], Infinity );
	const booked = perDay === Infinity ? new Map<string, number>() : countByDay( events, calendar, host.zone );
	return ( start, end ) => {
		// Buffers belong to the new appointment and to those that are there.
		const near = own.filter( ( event ) =>
			( start - before < event.endMs && event.startMs < end + after ) || ( event.startMs - before < end && start < event.endMs + after ) );
		return near.length < perSlot
			&& ! near.some( ( event ) => event.kind === 'block' || event.calendarId !== calendar.id )
			&& ( booked.size === 0 || ( booked.get( dateAt( start, host.zone ) ) ?? 0 ) < perDay );
	};
}

/** An event stands in the way when it is this host's, in whatever calendar, or this calendar's own. */
function concerns( event: CalendarEvent, calendar: Calendar, host: Host ): boolean {
	const people = [ event.assignedUserId, ...( ( event[ 'users' ] as string[] | undefined ) ?? [] ) ];
	if ( host.userId && people.includes( host.userId ) ) {
		return true;
	}
	return event.calendarId === calendar.id && ( event.kind === 'block' || ! host.userId );
}

function countByDay( events: CalendarEvent[], calendar: Calendar, zone: string ): Map<string, number> {
	const days = new Map<string, number>();
	for ( const event of events.filter( ( candidate ) => candidate.kind === 'appointment' && candidate.calendarId === calendar.id ) ) {
		const date = dateAt( event.startMs, zone );
		days.set( date, ( days.get( date ) ?? 0 ) + 1 );
	}
	return days;
}

function limitOf( value: unknown, otherwise: number ): number {
	return typeof value === 'number' && value > 0 ? value : otherwise;
}
