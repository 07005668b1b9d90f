/** Judges the sandbox's request log: no save may undo a later one, and no location may get more calls than HighLevel allows. */
import { readName } from './book.ts';
import type { Finding } from './compare.ts';
import { slowMs } from './faults.ts';
import type { Call } from './request-log.ts';

/** HighLevel's own limit for one location. */
const limit = { calls: 100, windowMs: 10_000 };

/** Faults that refuse a call before it does anything. */
const refusing = [ 'rate-limit', 'server-error', 'cut-before', 'html-error', 'token-revoked', 'answer' ];

/** Whether HighLevel did what the call asked for, whatever its caller heard of it. */
function wasDone( { status, faults }: Call ): boolean {
	const spoiled = faults.includes( 'cut-after-commit' ) || faults.includes( 'broken-json' );
	return ! faults.some( ( fault ) => refusing.includes( fault ) ) && ( spoiled || status === null || ( status >= 200 && status < 300 ) );
}

/** A slow call does its work at its end. */
const doneAt = ( { at, faults }: Call ): number => at + ( faults.includes( 'slow' ) ? slowMs : 0 );

/** @param keys Of the calendars and groups of one site. */
export function findDisorder( calls: Call[], keys: ReadonlySet<string> ): Finding[] {
	const newest = new Map<string, number>();
	const findings: Finding[] = [];
	const writes = calls.filter( ( call ) => ( call.method === 'POST' || call.method === 'PUT' ) && wasDone( call ) ).sort( ( a, b ) => doneAt( a ) - doneAt( b ) || a.id - b.id );
	for ( const { id, name } of writes ) {
		const named = readName( name );
		if ( ! named || ! keys.has( named.key ) ) {
			continue;
		}
		const before = newest.get( named.key ) ?? 0;
		if ( named.version < before ) {
			findings.push( { kind: 'out of order', words: `${ named.key }: HighLevel was sent v${ named.version } after v${ before } (request ${ id })` } );
		}
		newest.set( named.key, Math.max( before, named.version ) );
	}
	return findings;
}

export interface Pace {
	findings: Finding[];
	/** Calls of the location; those refused before HighLevel knew whose they were are not among them. */
	calls: number;
	/** The most in any ten seconds. */
	peak: number;
}

/**
 * @param locationOf By an id in a path. A call that cannot be told apart counts against every location.
 */
export function judgePace( calls: Call[], locationId: string, locationOf: ReadonlyMap<string, string> ): Pace {
	const whose = ( call: Call ): string | undefined => call.locationId ?? call.named ?? call.path.split( '/' ).map( ( piece ) => locationOf.get( piece ) ).find( Boolean );
	const own = calls.filter( ( call ) => ( whose( call ) ?? locationId ) === locationId );
	const findings: Finding[] = own.filter( ( { status, faults } ) => status === 429 && ! faults.includes( 'rate-limit' ) )
		.map( ( { id, path } ) => ( { kind: 'over limit', words: `HighLevel answered 429 to request ${ id } (${ path }), which the drill had no part in` } ) );
	const times = own.map( ( { at } ) => at ).sort( ( a, b ) => a - b );
	let first = 0;
	let peak = 0;
	times.forEach( ( at, index ) => {
		while ( times[ first ]! <= at - limit.windowMs ) {
			first += 1;
		}
		peak = Math.max( peak, index - first + 1 );
	} );
	if ( peak > limit.calls ) {
		findings.push( { kind: 'over limit', words: `${ peak } calls of ${ locationId } within ${ limit.windowMs / 1000 } s` } );
	}
	return { findings, calls: own.filter( ( call ) => whose( call ) === locationId ).length, peak };
}

/** Ids of calendars and groups with their location, from the calls and from what is there in the end. */
export function mapIds( calls: Call[], items: Array<{ id: string; locationId: string }> ): Map<string, string> {
	const found = new Map( items.map( ( { id, locationId } ) => [ id, locationId ] ) );
	for ( const { path, locationId } of calls ) {
		if ( locationId !== null ) {
			path.split( '/' ).filter( ( piece ) => piece.length >= 16 ).forEach( ( piece ) => found.set( piece, locationId ) );
		}
	}
	return found;
}
