/** The command line and the SANDBOX_* environment, read once; every fault is told in one list. */
import { parseArgs } from 'node:util';
import { defaultLocation, defaultLocationName, defaultTimeZone, defaultToken, publishedLimits } from './data/seed.ts';
import { allScopes } from './data/operations.ts';
import type { Beginning } from './world/world.ts';

export interface Options {
	/** 0 takes a free port. */
	port: number;
	/** Where the state is kept; undefined keeps it in memory only. */
	stateFile: string | undefined;
	beginning: Beginning;
}

export const usage = `Usage: node bridge/sandbox/main.ts [--port 4320] [--state FILE.json] [--token pit-…] [--location ID]
  [--location-name NAME] [--time-zone ZONE] [--scopes a,b] [--limit 100/10000] [--daily 200000]
  [--client-id ID] [--client-secret SECRET] [--webhook-url ADDRESS]
Each option can also come from the environment: SANDBOX_PORT, SANDBOX_STATE, SANDBOX_TOKEN, SANDBOX_LOCATION,
SANDBOX_LOCATION_NAME, SANDBOX_TIME_ZONE, SANDBOX_SCOPES, SANDBOX_LIMIT (requests/milliseconds), SANDBOX_DAILY,
SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET, SANDBOX_WEBHOOK_URL.`;

const names = [ 'port', 'state', 'token', 'location', 'location-name', 'time-zone', 'scopes', 'limit', 'daily', 'client-id', 'client-secret', 'webhook-url' ] as const;
type Name = ( typeof names )[ number ];

/**
 * @param argv Arguments without node and script.
 * @throws Error that lists all faults, one a line.
 */
export function readOptions( argv: string[], env: NodeJS.ProcessEnv ): Options {
	const { values } = parseArgs( {
		args: argv,
		options: Object.fromEntries( names.map( ( name ) => [ name, { type: 'string' as const } ] ) ),
	} );
	const given = ( name: Name ): string | undefined =>
		( values[ name ] as string | undefined ) ?? ( env[ `SANDBOX_${ name.toUpperCase().replaceAll( '-', '_' ) }` ] || undefined );
	const faults: string[] = [];
	const limit = /^(\d+)\/(\d+)$/.exec( given( 'limit' ) ?? `${ publishedLimits.max }/${ publishedLimits.intervalMs }` );
	if ( ! limit ) {
		faults.push( '--limit must be requests/milliseconds, for example 100/10000.' );
	}
	const options: Options = {
		port: wholeNumber( given( 'port' ) ?? '4320', '--port', 65_535, faults ),
		stateFile: given( 'state' ),
		beginning: {
			token: given( 'token' ) ?? defaultToken,
			locationId: given( 'location' ) ?? defaultLocation,
			locationName: given( 'location-name' ) ?? defaultLocationName,
			timeZone: given( 'time-zone' ) ?? defaultTimeZone,
			scopes: given( 'scopes' )?.split( ',' ).map( ( scope ) => scope.trim() ).filter( Boolean ) ?? allScopes,
			app: givenOnly( { clientId: given( 'client-id' ), clientSecret: given( 'client-secret' ), webhookUrl: given( 'webhook-url' ) } ),
			limits: {
				max: Number( limit?.[ 1 ] ?? 0 ),
				intervalMs: Number( limit?.[ 2 ] ?? 0 ),
				daily: wholeNumber( given( 'daily' ) ?? String( publishedLimits.daily ), '--daily', Number.MAX_SAFE_INTEGER, faults ),
			},
		},
	};
	faults.push( ...faultsOf( options.beginning ) );
	if ( faults.length ) {
		throw new Error( faults.join( '\n' ) );
	}
	return options;
}

/** What was given; the rest keeps its default. */
function givenOnly<Thing extends object>( things: Thing ): { [ Name in keyof Thing ]?: NonNullable<Thing[ Name ]> } {
	return Object.fromEntries( Object.entries( things ).filter( ( [ , value ] ) => value !== undefined ) ) as { [ Name in keyof Thing ]?: NonNullable<Thing[ Name ]> };
}

function wholeNumber( text: string, name: string, max: number, faults: string[] ): number {
	const value = Number( text );
	if ( ! /^\d+$/.test( text ) || value > max ) {
		faults.push( `${ name } must be a whole number from 0 to ${ max }.` );
	}
	return value;
}

function faultsOf( beginning: Beginning ): string[] {
	const unknown = beginning.scopes.filter( ( scope ) => ! allScopes.includes( scope ) );
	const faults = unknown.length ? [ `--scopes has unknown names: ${ unknown.join( ', ' ) }.` ] : [];
	try {
		new Intl.DateTimeFormat( 'en', { timeZone: beginning.timeZone } );
	} catch {
		faults.push( `--time-zone ${ beginning.timeZone } is no known time zone.` );
	}
	return faults;
}
