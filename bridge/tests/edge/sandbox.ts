/** A real sandbox for a test file, and locations in it with tokens of their own. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { runSandbox, type RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';

export interface Location {
	locationId: string;
	token: string;
}

export interface TestSandbox {
	readonly url: string;
	control: RunningSandbox[ 'control' ];
	/** A new location with a new token; `scopes` are all of them when left out. */
	makeLocation( settings?: { scopes?: string[]; kind?: string; locationName?: string; timeZone?: string } ): Promise<Location>;
	/** How many requests have come in so far. */
	requests(): Promise<number>;
}

/** Call at the top of a test file, before `withBridge`. */
export function withSandbox(): TestSandbox {
	let running: RunningSandbox | undefined;
	beforeAll( async () => {
		running = await runSandbox();
	} );
	afterAll( async () => {
		await running?.stop();
	} );
	const control: TestSandbox[ 'control' ] = ( method, path, body ) => running!.control( method, path, body );
	return {
		get url() {
			return running!.url;
		},
		control,
		makeLocation: async ( settings = {} ) => {
			const location = { token: `pit-${ randomUUID() }`, locationId: `loc${ randomBytes( 8 ).toString( 'hex' ) }` };
			await control( 'POST', '/tokens', { ...location, locationName: 'Blue Lotus', timeZone: 'America/New_York', ...settings } );
			return location;
		},
		requests: async () => ( await control( 'GET', '/requests' ) ).body.total,
	};
}
