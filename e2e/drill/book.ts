/** What the callers know of a site: which calendars and groups they have made, and which version of each was saved for certain. */
import type { Random } from './random.ts';

/**
 * A calendar or a group. Its key ("A07-1") is the first word of its name and its version the second one ("v12"), so that
 * whoever reads a name anywhere on the way knows which save it comes from.
 */
export interface Entry {
	key: string;
	/** WordPress's id; null while it is not there. */
	id: number | null;
	/** "gone": removed for good; never used again. */
	state: 'none' | 'live' | 'trash' | 'gone';
	/** The last version that was tried; each is tried once. */
	version: number;
	/** The last version that the site acknowledged. */
	saved: number;
}

export const newEntry = ( key: string ): Entry => ( { key, id: null, state: 'none', version: 0, saved: 0 } );

export interface Named {
	key: string;
	version: number;
}

/** Reads key and version out of a name; undefined for a name that is not the drill's. */
export function readName( name: unknown ): Named | undefined {
	const found = /^(\S+) v(\d+)$/.exec( String( name ) );
	return found ? { key: found[ 1 ]!, version: Number( found[ 2 ] ) } : undefined;
}

export const timeZones = [ 'Europe/London', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'America/Sao_Paulo', 'Africa/Lagos' ];

export interface Reminder {
	channel: string;
	receiver: string;
	before: { value: number; unit: string };
}

/** A colour as six digits. */
export function drawColor( random: Random ): string {
	return `#${ random.within( [ 0, 0xffffff ] ).toString( 16 ).padStart( 6, '0' ) }`;
}

/** None to three reminders, no two alike. */
export function drawReminders( random: Random ): Reminder[] {
	const draw = random.bag( [ [ 10, 'minutes' ], [ 30, 'minutes' ], [ 1, 'hours' ], [ 2, 'hours' ], [ 1, 'days' ], [ 3, 'days' ] ] as const );
	return Array.from( { length: random.within( [ 0, 3 ] ) }, () => {
		const [ value, unit ] = draw();
		return { channel: random.pick( [ 'email', 'sms' ] ), receiver: 'contact', before: { value, unit } };
	} );
}
