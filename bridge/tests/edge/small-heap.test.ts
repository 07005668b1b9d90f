/** The bridge's heap stays small while much passes through it, unless the operator has named a size. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const smallHeap = new URL( '../../src/config/small-heap.ts', import.meta.url ).href;

/** Makes 20 MB of objects that live on, then ten times as many that live for a moment, as requests do; the space for new objects, in bytes. */
const program = ( first: string ): string => `
	${ first }
	const { getHeapSpaceStatistics } = await import( 'node:v8' );
	const kept = Array.from( { length: 200_000 }, ( _, index ) => ( { index, text: 'kept ' + index } ) );
	const passing = [];
	for ( let index = 0; index < 2_000_000; index += 1 ) {
		passing[ index % 20_000 ] = { index, text: 'passing ' + index };
	}
	console.log( getHeapSpaceStatistics().find( ( space ) => space.space_name === 'new_space' ).space_size + 0 * ( kept.length + passing.length ) );
`;

async function newSpace( first: string, flags: string[] = [] ): Promise<number> {
	const { stdout } = await promisify( execFile )( process.execPath, [ ...flags, '--input-type=module', '--eval', program( first ) ], { env: { ...process.env, NODE_OPTIONS: '' } } );
	return Number( stdout );
}

test( 'the space for new objects does not grow with what passes through', async () => {
	const withIt = await newSpace( `await import( '${ smallHeap }' );` );
	expect( withIt ).toBeGreaterThan( 0 );
	expect( withIt ).toBeLessThanOrEqual( 8 * 1_048_576 );
	// It is this that makes the difference, not the program.
	expect( await newSpace( '' ) ).toBeGreaterThan( 2 * withIt );
} );

test( 'a size that the operator has named stands', async () => {
	expect( await newSpace( `await import( '${ smallHeap }' );`, [ '--max-semi-space-size=32' ] ) ).toBeGreaterThan( 16 * 1_048_576 );
} );
