/** Takes a site's wish that bookings be cancelled or restored, as events with a lane each, and tells how they stand. */
import { newestByBooking } from '../../database/booking-events.ts';
import type { EventState, Server } from '../../database/schema.ts';
import { AppError } from '../../errors/app-error.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { bookingEventType, type BookingWish } from './booking-events.ts';

/** What one booking is wanted to be; all of it goes into the event, whose newest counts. */
export interface BookingChange {
	/** Random UUID of the wish: sent twice, it counts once. */
	id: string;
	/** The site's own number of the booking. */
	booking: number;
	/** Counts the wishes for this booking, from 1. */
	sequence: number;
	wish: BookingWish;
	/** For people, without the member's name. */
	name: string;
	appointmentId: string;
	contactId: string;
	/** The calendar's id in WordPress. */
	calendar: number;
	/** When it begins, as it was found. */
	startTime: string;
	/** The status that it is restored to. */
	status: string;
	connectionId: string;
	server: Server;
}

export interface BookingState {
	booking: number;
	/** Of the newest wish. */
	id: string;
	state: EventState;
	reasonCode: string | null;
	reason: string | null;
}

/** @throws AppError `event_invalid` when an id is already used by another site. */
export async function changeBookings( deps: Pick<BridgeDeps, 'queue' | 'onAccepted'>, siteId: string, changes: readonly BookingChange[] ): Promise<{ accepted: string[] }> {
	const [ startedAt, events ] = [ new Date(), changes.map( eventOf ) ];
	const { inserted, strangers } = await deps.queue.accept( siteId, events );
	if ( strangers.length > 0 ) {
		throw new AppError( 'event_invalid', 'The id of a wish is already used. Ids must be random UUIDs.' );
	}
	deps.onAccepted?.( events.filter( ( event ) => inserted.has( event.id ) ), startedAt );
	return { accepted: events.map( ( event ) => event.id ) };
}

/** Those that are known, in no order. */
export async function showBookings( deps: Pick<BridgeDeps, 'db'>, siteId: string, bookings: readonly number[] ): Promise<{ bookings: BookingState[] }> {
	return { bookings: await newestByBooking( deps.db, siteId, bookings ) };
}

function eventOf( { id, booking, sequence, name, ...wanted }: BookingChange ) {
	return {
		id, type: bookingEventType( wanted.wish ), subject: `booking/${ booking }`, sequence, time: new Date(), traceparent: null,
		data: { entity: { id: booking, name, ...wanted }, changed: [ 'status' ] }, entityName: name,
	};
}
