/** Reads the times of appointments and blocks: ISO 8601, an end that comes after its start. */
import { badRequest, unprocessable } from '../refusal.ts';
import type { Calendar } from '../world/types.ts';

export interface Times {
	startTime: string;
	endTime: string;
	startMs: number;
	endMs: number;
	/** True when the start is written as free-slots writes it: seconds and a numeric offset. The same instant in UTC is not. */
	asOffered: boolean;
}

const offered = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;

/** @param end The calendar's slot duration after the start when it is left out. */
export function readTimes( start: string, end: string | undefined, calendar?: Calendar ): Times {
	const startMs = Date.parse( start );
	const minutes = ( calendar?.slotDuration ?? 30 ) * ( calendar?.[ 'slotDurationUnit' ] === 'hours' ? 60 : 1 );
	const endMs = end === undefined ? startMs + minutes * 60_000 : Date.parse( end );
	const faults = [ Number.isNaN( startMs ) && 'startTime', Number.isNaN( endMs ) && end !== undefined && 'endTime' ].filter( Boolean );
	if ( faults.length ) {
		throw unprocessable( faults.map( ( name ) => `${ String( name ) } must be a valid ISO 8601 date string` ) );
	}
	if ( endMs <= startMs ) {
		throw badRequest( 'endTime must be after startTime' );
	}
	return { startTime: start, endTime: end ?? sameOffset( endMs, start ), startMs, endMs, asOffered: offered.test( start ) };
}

/** An instant in the offset that another time is written in. */
function sameOffset( epochMs: number, like: string ): string {
	const [ , sign, hours, minutes ] = /([+-])(\d{2}):(\d{2})$/.exec( like ) ?? [];
	if ( ! sign ) {
		return new Date( epochMs ).toISOString();
	}
	const shift = ( Number( hours ) * 60 + Number( minutes ) ) * ( sign === '-' ? -1 : 1 ) * 60_000;
	return `${ new Date( epochMs + shift ).toISOString().slice( 0, 19 ) }${ like.slice( -6 ) }`;
}
