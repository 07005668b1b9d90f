/** The events that the bridge writes itself when a site has a booking cancelled or restored: their names, and what they want. */
import { bookingTitles } from '@slotbridge/catalogue/events/titles.ts';

export const bookingTypes: readonly string[] = Object.keys( bookingTitles );

/** What a booking is wanted to be. */
export type BookingWish = 'cancelled' | 'booked';

export function bookingEventType( wish: BookingWish ): string {
	return wish === 'cancelled' ? 'com.slotbridge.booking.cancelled' : 'com.slotbridge.booking.restored';
}

export function isBookingEvent( type: string ): boolean {
	return bookingTitles[ type ] !== undefined;
}

/** @param subject Such as `booking/3521`. */
export function isBooking( subject: string ): boolean {
	return subject.startsWith( 'booking/' );
}
