/** What an event is called in Activity: a whole sentence with places for names, so that it can be put into another language. */
import { entityLabels, eventTypes, type EventEntity } from './index.ts';

/** A sentence in English with `%1$s` for the name of what it is about, and sometimes `%2$s` for the other thing; and what to put there. */
export interface EventTitle {
	pattern: string;
	values: string[];
}

/** Of the events that the bridge writes itself when a site has a booking cancelled or restored. */
export const bookingTitles: Readonly<Record<string, string>> = {
	'com.slotbridge.booking.cancelled': 'was to be cancelled, because its member lost access',
	'com.slotbridge.booking.restored': 'was to be restored',
};

/**
 * @param entity What it is about, of a type that is not known (any more).
 * @param name Of what it is about.
 * @param about Name of the other thing; empty when there is none.
 */
export function eventTitle( type: string, entity: string, name: string, about: string ): EventTitle {
	const known = eventTypes.find( ( candidate ) => candidate.type === type );
	const label = bookingTitles[ type ] === undefined ? entityLabels[ ( known?.entity ?? entity ) as EventEntity ] ?? entity : 'Booking';
	const sentence = `${ label } "%1$s" ${ bookingTitles[ type ] ?? known?.title ?? 'was changed' }`;
	return about === '' ? { pattern: sentence, values: [ name ] } : { pattern: `${ sentence }: %2$s`, values: [ name, about ] };
}

/** Every pattern that there can be, for translators. */
export function titlePatterns(): string[] {
	const types = [ ...eventTypes, ...Object.keys( bookingTitles ).map( ( type ) => ( { type, entity: 'booking', about: null } ) ) ];
	return types.flatMap( ( { type, entity, about } ) => [ '', ...( about === null ? [] : [ 'x' ] ) ].map( ( other ) => eventTitle( type, entity, '', other ).pattern ) );
}

/** The sentence as it is read. */
export function fillTitle( { pattern, values }: EventTitle ): string {
	return pattern.replace( /%(\d)\$s/g, ( _place, number: string ) => values[ Number( number ) - 1 ] ?? '' );
}
