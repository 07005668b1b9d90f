/** Works out which starts of a calendar are free, and for which hosts. */
import type { Calendar, CalendarEvent } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { roomOf } from './busy.ts';
import { hostsOf, windowsOf, type Host } from './hours.ts';
import { lengthOf, momentAfter } from './lengths.ts';

const minuteMs = 60_000;

export interface Wish {
	/** Epoch ms, inclusive. */
	from: number;
	/** Epoch ms, exclusive. */
	to: number;
	now: number;
	/** Only these hosts. */
	userIds?: string[];
	/** Skips the notice and the range of the calendar. */
	ignoreDateRange?: boolean;
	/** Length of the appointment in ms; the calendar's own by default. */
	lengthMs?: number;
	/** An appointment that is being moved. */
	but?: CalendarEvent;
}

/** @return Free starts in order, each with the hosts that could take it. */
export function freeStarts( world: World, calendar: Calendar, wish: Wish ): Map<number, Host[]> {
	const hosts = hostsOf( world, calendar ).filter( ( host ) => ! wish.userIds || ! host.userId || wish.userIds.includes( host.userId ) );
	const found = new Map<number, Host[]>();
	if ( calendar.isActive ) {
		for ( const host of hosts ) {
			for ( const start of startsOf( world, calendar, host, wish ) ) {
				found.set( start, [ ...( found.get( start ) ?? [] ), host ] );
			}
		}
	}
	// A collective meeting takes place only when everybody can come.
	const enough = calendar.calendarType === 'collective' ? calendar.teamMembers.length : 1;
	return new Map( [ ...found ].filter( ( [ , free ] ) => free.length >= enough ).sort( ( [ a ], [ b ] ) => a - b ) );
}

function startsOf( world: World, calendar: Calendar, host: Host, wish: Wish ): Set<number> {
	const step = Math.max( minuteMs, lengthOf( calendar.slotInterval, calendar[ 'slotIntervalUnit' ] ) );
	const duration = Math.max( minuteMs, lengthOf( calendar.slotDuration, calendar[ 'slotDurationUnit' ] ) );
	const { first, last } = bookable( calendar, wish );
	const hasRoom = roomOf( world, calendar, host, wish.but );
	// A set, because open hours may overlap.
	const starts = new Set<number>();
	for ( const window of windowsOf( host, wish.from, wish.to ) ) {
		// Steps are real time: on the night of a clock change no slot is doubled and none falls into the gap.
		for ( let start = window.start; start + duration <= window.end; start += step ) {
			if ( start >= Math.max( wish.from, first ) && start < Math.min( wish.to, last ) && hasRoom( start, start + ( wish.lengthMs ?? duration ) ) ) {
				starts.add( start );
			}
		}
	}
	return starts;
}

/** The first and the last instant that may be booked now: past, notice, range. */
function bookable( calendar: Calendar, wish: Wish ): { first: number; last: number } {
	if ( wish.ignoreDateRange ) {
		return { first: wish.now, last: Infinity };
	}
	const range = calendar[ 'allowBookingFor' ];
	return {
		first: Math.max( momentAfter( wish.now, calendar[ 'allowBookingAfter' ], calendar[ 'allowBookingAfterUnit' ] ), wish.now + 1 ),
		last: typeof range === 'number' && range > 0 ? momentAfter( wish.now, range, calendar[ 'allowBookingForUnit' ] ) : Infinity,
	};
}
