/** The pauses between tries, and what each kind of failure leads to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCodes, type ErrorCode } from '../../src/errors/codes.ts';
import { defaultPolicy, recheckPause, retryPause, retryRules } from '../../src/lanes/retry-policy.ts';

const rolling = ( random: number ) => ( { ...defaultPolicy, random: () => random } );
const almostOne = 1 - Number.EPSILON;

describe( 'pauses', () => {
	test( 'double from one second to five minutes, with full jitter', () => {
		const longest = [ 1, 2, 3, 4, 5, 9, 10, 1_000_000 ].map( ( attempts ) => retryPause( rolling( almostOne ), 'highlevel_unavailable', attempts ) );
		expect( longest ).toEqual( [ 1_000, 2_000, 4_000, 8_000, 16_000, 256_000, 300_000, 300_000 ] );
		expect( retryPause( rolling( 0 ), 'highlevel_unavailable', 9 ) ).toBe( 0 );
		expect( retryPause( rolling( 0.5 ), 'highlevel_unavailable', 3 ) ).toBe( 2_000 );
	} );

	test( 'are never shorter than what HighLevel asked for, and never longer than the cap otherwise', () => {
		fc.assert( fc.property(
			fc.constantFrom( ...Object.keys( errorCodes ) as ErrorCode[] ), fc.integer( { min: 0, max: 1e9 } ), fc.integer( { min: 0, max: 1e8 } ), fc.double( { min: 0, max: almostOne, noNaN: true } ),
			( code, attempts, afterMs, random ) => {
				const pause = retryPause( rolling( random ), code, attempts, afterMs );
				expect( pause ).toBeGreaterThanOrEqual( afterMs );
				expect( pause ).toBeLessThanOrEqual( afterMs + defaultPolicy.rule( code ).capMs );
			},
		) );
	} );

	test( 'of waiting events are spread', () => {
		expect( recheckPause( rolling( 0 ) ) ).toBe( 600_000 );
		expect( recheckPause( rolling( almostOne ) ) ).toBe( 660_000 );
	} );
} );

test( 'every code in the table exists, and an unlisted one is tried again', () => {
	for ( const code of Object.keys( retryRules ) ) {
		expect( errorCodes ).toHaveProperty( code );
	}
	expect( defaultPolicy.rule( 'body_invalid' ).kind ).toBe( 'retry' );
	expect( defaultPolicy.rule( 'highlevel_refused' ).kind ).toBe( 'dead' );
	expect( defaultPolicy.rule( 'connection_broken' ).kind ).toBe( 'waiting' );
} );
