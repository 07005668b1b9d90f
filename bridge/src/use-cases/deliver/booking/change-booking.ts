/**
 * Cancels one booking in HighLevel, or restores it. Each try reads it first: what an earlier try has done, although its answer was lost, is not
 * done again, and what somebody else has changed meanwhile is left alone.
 */
import { findLink } from '../../../database/links.ts';
import { AppError } from '../../../errors/app-error.ts';
import { editAppointment, listAppointments, readAppointment, takesPlace, type RemoteAppointment } from '../../../highlevel/appointments.ts';
import { isFailure } from '../../../highlevel/failure.ts';
import type { BookingChange } from '../../bookings/change-bookings.ts';
import type { Delivery } from '../delivery.ts';

type Wanted = Omit<BookingChange, 'id' | 'booking' | 'sequence'>;

/** @throws AppError `booking_changed`, `booking_slot_taken`, `highlevel_read_back_differs`; HighLevelFailure. */
export async function changeBooking( delivery: Delivery ): Promise<void> {
	const wanted = delivery.entity as unknown as Wanted;
	requireSamePlace( delivery, wanted );
	const booking = await delivery.step( 'read-booking', 'Read the booking from HighLevel', async ( say ) => {
		const found = await find( delivery, wanted );
		say( found ? `It begins at ${ found.startTime } and has the status "${ found.appointmentStatus }".` : 'HighLevel does not have it any more.' );
		return found;
	} );
	if ( ! booking || takesPlace( booking ) === ( wanted.wish === 'booked' ) ) {
		return skipOrRefuse( delivery, wanted, booking );
	}
	await requireOurs( delivery, wanted, booking );
	if ( wanted.wish === 'cancelled' ) {
		await delivery.step( 'cancel-booking', 'Cancel the booking', () => editAppointment( delivery.client, booking.id, { appointmentStatus: 'cancelled' } ) );
	} else {
		await delivery.step( 'restore-booking', 'Restore the booking', () => restore( delivery, wanted, booking ) );
	}
	await delivery.step( 'read-back', 'Read the booking again', async () => {
		if ( takesPlace( await readAppointment( delivery.client, booking.id ) ) !== ( wanted.wish === 'booked' ) ) {
			throw new AppError( 'highlevel_read_back_differs', 'HighLevel said that it had changed the booking, and has it as before.' );
		}
	} );
}

/** It was found in one location on one server; the same id elsewhere would be another's booking. */
function requireSamePlace( { connection }: Delivery, { connectionId, server }: Wanted ): void {
	if ( connection.id !== connectionId || connection.server !== server ) {
		throw new AppError( 'booking_changed', 'The booking was found in another HighLevel location, or on the other of live and sandbox, than the one that is in use now. It was left as it is.' );
	}
}

async function find( { client }: Delivery, { appointmentId }: Wanted ): Promise<RemoteAppointment | undefined> {
	try {
		return await readAppointment( client, appointmentId );
	} catch ( error ) {
		if ( isFailure( error, 'highlevel_not_found' ) ) {
			return undefined;
		}
		throw error;
	}
}

async function skipOrRefuse( { skip }: Delivery, { wish }: Wanted, booking: RemoteAppointment | undefined ): Promise<void> {
	if ( wish === 'booked' && ! booking ) {
		throw new AppError( 'booking_changed', 'The booking was deleted in HighLevel, so it cannot be restored. The member has to book anew.' );
	}
	await skip( 'change-booking', wish === 'cancelled' ? 'Cancel the booking' : 'Restore the booking', booking ? 'There is nothing to do: HighLevel has it so already.' : 'There is nothing to do: it was deleted in HighLevel.' );
}

/** @throws AppError `booking_changed` with the reason. */
async function requireOurs( { db, siteId, connection }: Delivery, wanted: Wanted, booking: RemoteAppointment ): Promise<void> {
	const link = await findLink( db, siteId, `calendar/${ wanted.calendar }`, connection.id );
	const refuse = ( why: string ): AppError => new AppError( 'booking_changed', `${ why } It was left as it is.` );
	if ( link?.state !== 'linked' || booking.calendarId !== link.highlevel_id || ( booking.locationId ?? connection.location_id ) !== connection.location_id ) {
		throw refuse( 'The booking is no longer in this calendar of the site.' );
	}
	if ( booking.contactId !== wanted.contactId ) {
		throw refuse( 'The booking is now another person\'s.' );
	}
	if ( Date.parse( booking.startTime ) <= Date.now() ) {
		throw refuse( 'The time of the booking has come already.' );
	}
}

/** The start goes along, so that HighLevel itself checks that the time is free, in the same moment in which it takes it. */
async function restore( delivery: Delivery, { status }: Wanted, { id, startTime, endTime, assignedUserId }: RemoteAppointment ): Promise<void> {
	const change = { appointmentStatus: status === 'new' ? 'new' : 'confirmed', startTime, ...( endTime && { endTime } ), ...( assignedUserId && { assignedUserId } ), ignoreDateRange: true };
	try {
		await editAppointment( delivery.client, id, change );
	} catch ( error ) {
		throw isFailure( error, 'highlevel_refused' ) && NOT_FREE.test( ( error as Error ).message ) ? await whyNot( delivery, id, { startTime, endTime } ) : error;
	}
}

/** HighLevel says it of a time that is taken and of one that is not offered at all. */
const NOT_FREE = /no longer available/i;

async function whyNot( { client, entity }: Delivery, id: string, { startTime, endTime }: Pick<RemoteAppointment, 'startTime' | 'endTime'> ): Promise<AppError> {
	const booking = await readAppointment( client, id );
	const from = Date.parse( startTime );
	const there = await listAppointments( client, { calendarId: booking.calendarId, from, to: endTime ? Date.parse( endTime ) : from + 60_000 } );
	const taken = there.some( ( other ) => other.id !== id && takesPlace( other ) && other.contactId !== ( entity as unknown as Wanted ).contactId );
	return new AppError( 'booking_slot_taken', taken
		? 'Somebody else has booked this time meanwhile, so the booking cannot be restored. Ask the member to choose another time.'
		: 'HighLevel no longer offers this time, because the host is busy or the hours were changed, so the booking cannot be restored. Ask the member to choose another time.' );
}
