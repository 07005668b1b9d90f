/** The options of `npm start`: what is read, and what is refused in one line. */
import { describe, expect, test } from 'vitest';
import { defaultPort, readOptions } from '../demo/options.ts';
import { portsFrom } from '../demo/check-machine.ts';

describe( 'npm start', () => {
	test( 'without options uses the sandbox and the ports of the last run', () => {
		expect( readOptions( [] ) ).toMatchObject( { help: false, fresh: false, playground: false, port: undefined, highLevel: undefined } );
	} );

	test( 'takes another HighLevel by its three parts, without the slash at the end', () => {
		const { highLevel } = readOptions( [ '--highlevel-url', 'https://example.test/', '--highlevel-token', 'pit-1', '--location', 'L1' ] );
		expect( highLevel ).toEqual( { url: 'https://example.test', token: 'pit-1', locationId: 'L1' } );
	} );

	test.each( [
		[ [ '--highlevel-url', 'https://example.test' ], /belong together/ ],
		[ [ '--highlevel-url', 'nonsense', '--highlevel-token', 'pit-1', '--location', 'L1' ], /wants an address/ ],
		[ [ '--port', '80' ], /1024/ ],
		[ [ '--port', 'x' ], /1024/ ],
		[ [ '--frsh' ], /--help/ ],
	] )( 'refuses %j', ( args, words ) => {
		expect( () => readOptions( args ) ).toThrow( words );
	} );

	test( 'the parts stand on ports side by side', () => {
		const ports = Object.values( portsFrom( defaultPort ) );
		expect( new Set( ports ).size ).toBe( ports.length );
		expect( Math.min( ...ports ) ).toBe( defaultPort );
	} );
} );
