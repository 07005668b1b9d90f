/** A calendar of HighLevel in the site's own fields, so that the site can take it over as it is. Pure. */
import { fromHighLevelHours, type HighLevelOpenHours, type OpenHours } from './open-hours.ts';

/** The site's snapshot of a calendar, as far as HighLevel knows it; what is left out is for the site to choose. */
export interface ImportedFields {
	name: string;
	description: string;
	slug?: string;
	timeZone?: string;
	color?: string;
	type: string;
	status: 'active' | 'draft';
	durationMinutes?: number;
	intervalMinutes?: number;
	bufferMinutes?: number;
	openHours: OpenHours[];
	hosts: string[];
}

export interface Imported {
	fields: ImportedFields;
	/** What will not be exactly as it is in HighLevel, in words for the owner. */
	notes: string[];
}

type Remote = Readonly<Record<string, unknown>>;

/** @param timeZone Of the location: HighLevel keeps none on a calendar. */
export function calendarFromHighLevel( remote: Remote, timeZone: string | null ): Imported {
	const notes: string[] = [];
	const color = text( remote[ 'eventColor' ] );
	const isColor = /^#[0-9a-f]{6}$/i.test( color );
	if ( ! isColor ) {
		notes.push( 'It has no colour that the site can hold, so it gets the usual one.' );
	}
	const minutes = ( key: string ) => minutesOf( remote[ key ], remote[ `${ key }Unit` ] );
	const [ duration, interval, buffer ] = [ minutes( 'slotDuration' ), minutes( 'slotInterval' ), minutes( 'slotBuffer' ) ];
	const slug = text( remote[ 'slug' ] );
	return {
		fields: {
			name: text( remote[ 'name' ] ),
			description: withoutMarker( text( remote[ 'description' ] ) ),
			...( slug !== '' && { slug } ),
			...( timeZone !== null && { timeZone } ),
			...( isColor && { color: color.toLowerCase() } ),
			type: text( remote[ 'calendarType' ] ) || 'event',
			status: remote[ 'isActive' ] === false ? 'draft' : 'active',
			...( duration !== undefined && { durationMinutes: duration } ),
			...( interval !== undefined && { intervalMinutes: interval } ),
			...( buffer !== undefined && { bufferMinutes: buffer } ),
			openHours: Array.isArray( remote[ 'openHours' ] ) ? fromHighLevelHours( remote[ 'openHours' ] as HighLevelOpenHours[] ) : [],
			hosts: hostsOf( remote[ 'teamMembers' ] ),
		},
		notes,
	};
}

/** Whether a description holds a reference of SlotBridge, whichever site wrote it. */
export function hasAnyMarker( description: unknown ): boolean {
	return typeof description === 'string' && /SlotBridge ref [0-9A-HJKMNP-TV-Z]{8}/.test( description );
}

function withoutMarker( description: string ): string {
	return description.replace( /\n*SlotBridge ref [0-9A-HJKMNP-TV-Z]{8}\s*$/, '' ).trim();
}

function text( value: unknown ): string {
	return typeof value === 'string' ? value.trim() : '';
}

function minutesOf( value: unknown, unit: unknown ): number | undefined {
	const number = typeof value === 'number' || typeof value === 'string' ? Number( value ) : Number.NaN;
	return value !== '' && Number.isFinite( number ) ? Math.round( unit === 'hours' ? number * 60 : number ) : undefined;
}

function hostsOf( team: unknown ): string[] {
	return ( Array.isArray( team ) ? team as Remote[] : [] ).flatMap( ( { userId } ) => ( typeof userId === 'string' ? [ userId ] : [] ) );
}
