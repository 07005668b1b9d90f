/** The events that the bridge writes itself when a site has a booking cancelled or restored: their names, and their words in Activity. */

const titles: Readonly<Record<string, string>> = {
	'com.slotbridge.booking.cancelled': 'was to be cancelled, because its member lost access',
	'com.slotbridge.booking.restored': 'was to be restored',
};

export const bookingTypes: readonly string[] = Object.keys( titles );

/** What a booking is wanted to be. */
export type BookingWish = 'cancelled' | 'booked';

export function bookingEventType( wish: BookingWish ): string {
	return wish === 'cancelled' ? 'com.slotbridge.booking.cancelled' : 'com.slotbridge.booking.restored';
}

export function isBookingEvent( type: string ): boolean {
	return titles[ type ] !== undefined;
}

/** @param subject Such as `booking/3521`. */
export function isBooking( subject: string ): boolean {
	return subject.startsWith( 'booking/' );
}

/** In plain words; undefined for an event that is about something else. */
export function bookingTitle( type: string, name: string ): string | undefined {
	return titles[ type ] && `Booking "${ name }" ${ titles[ type ] }`;
}
