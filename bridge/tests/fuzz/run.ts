/** Sends fuzzed requests and holds every answer to the same promise: no 5xx, no crash, and nothing written by what was refused. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { TestDatabase } from '../helpers/with-database.ts';
import type { Answer, TestBridge } from '../edge/helpers.ts';

/** 300 with the other tests, at least 10,000 by `npm run fuzz`. */
export const RUNS = Number( process.env[ 'FUZZ_RUNS' ] ?? 300 );
/** Printed, so that a failure can be played again with FUZZ_SEED. */
export const SEED = Number( process.env[ 'FUZZ_SEED' ] ?? Math.floor( Math.random() * 2 ** 31 ) );

/** Everything a request could leave behind: small tables by their content, long ones by their number of rows. */
export async function fingerprint( database: TestDatabase ): Promise<string> {
	const { rows } = await database.pool.query<{ print: string }>( `SELECT concat_ws(' ',
		(SELECT md5(string_agg(concat(id, url, name, callback_url, secret, previous_secret, plugin_version, wordpress_version, unpaired_at), '|' ORDER BY id)) FROM site),
		(SELECT md5(string_agg(concat(hash, used_at, site_id), '|' ORDER BY hash)) FROM pairing_code),
		(SELECT md5(string_agg(connection::text, '|' ORDER BY id)) FROM connection),
		(SELECT md5(string_agg(config::text, '|' ORDER BY site_id)) FROM config),
		(SELECT md5(string_agg(concat(site_id, webhook_url, webhook_secret, emails, rules), '|' ORDER BY site_id)) FROM alert_settings),
		(SELECT md5(string_agg(oauth_state::text, '|' ORDER BY ticket)) FROM oauth_state),
		(SELECT count(*) FROM event), (SELECT sum(replays) FROM event), (SELECT count(*) FROM run), (SELECT count(*) FROM link),
		(SELECT count(*) FROM callback), (SELECT count(*) FROM alert_message), (SELECT count(*) FROM pgboss.job)
	) AS print` );
	return rows[ 0 ]!.print;
}

export interface FuzzOptions<T> {
	bridge: TestBridge;
	input: fc.Arbitrary<T>;
	send( input: T ): Promise<Answer>;
	/** Looks closer at an answer. */
	look?( answer: Answer, input: T ): Promise<void>;
}

/** One door, RUNS times. A failure names the seed and the smallest input that still fails. */
export async function fuzz<T>( { bridge, input, send, look }: FuzzOptions<T> ): Promise<void> {
	let before: string | undefined;
	const statuses = new Map<number, number>();
	await fc.assert( fc.asyncProperty( input, async ( value ) => {
		// Of what was accepted before, lanes are woken after the answer; that is no trace of this request.
		await bridge.deps.queue.settled();
		before ??= await fingerprint( bridge.database );
		const known = before;
		// Taken anew by the next case, should this one fail half way.
		before = undefined;
		const answer = await send( value );
		statuses.set( answer.status, ( statuses.get( answer.status ) ?? 0 ) + 1 );
		expect( answer.status, answer.text ).toBeLessThan( 500 );
		const after = await fingerprint( bridge.database );
		if ( answer.status >= 400 ) {
			expect( answer.headers.get( 'content-type' ) ).toContain( 'application/problem+json' );
			expect( answer.text ).not.toMatch( /\bat \S+ \(|node_modules|\.ts:\d|SELECT |INSERT /i );
			expect( after, 'a refused request has written something' ).toBe( known );
		}
		await look?.( answer, value );
		before = answer.status >= 400 ? after : undefined;
	} ), { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: undefined } );
	expect( ( await fetch( `${ bridge.url }/healthz` ) ).status ).toBe( 200 );
	process.stdout.write( `fuzz: seed ${ SEED }, ${ RUNS } cases, answers ${ [ ...statuses ].sort().map( ( [ status, count ] ) => `${ status }×${ count }` ).join( ' ' ) }\n` );
}
