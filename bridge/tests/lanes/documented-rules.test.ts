/** The tables that people read say what the code does: retry rules in lanes/README.md, HighLevel's failures in highlevel/README.md. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { AppError } from '../../src/errors/app-error.ts';
import { errorCodes, type ErrorCode } from '../../src/errors/codes.ts';
import { failureTable } from '../../src/highlevel/failure-table.ts';
import { retryRules } from '../../src/lanes/retry-policy.ts';
import { kinds, outcomeOfError } from '../../src/use-cases/deliver/outcome-of-error.ts';

const rowsOf = async ( file: string ): Promise<string[][]> => {
	const text = await readFile( new URL( `../../src/${ file }`, import.meta.url ), 'utf8' );
	return text.split( '\n' ).filter( ( line ) => line.startsWith( '|' ) ).map( ( line ) => line.split( '|' ).slice( 1, -1 ).map( ( cell ) => cell.trim() ) );
};
const seconds = ( ms: number ): string => `${ ms / 1_000 } s`;

test( 'every rule is in the table of lanes/README.md with its pauses, and nothing else is', async () => {
	const documented = ( await rowsOf( 'lanes/README.md' ) ).filter( ( row ) => row.length === 4 && row[ 0 ]?.startsWith( '`' ) ).map( ( row ) => row.join( ' ' ) );
	const inCode = Object.entries( retryRules ).map( ( [ code, { kind, baseMs, capMs } ] ) => {
		// A pause counts where somebody waits for it: for what is tried again, and for what the circuit breaker calls back.
		const paused = kind === 'retry' || code === 'highlevel_resting';
		return `\`${ code }\` ${ kind } ${ paused ? `${ seconds( baseMs ) } ${ seconds( capMs ) }` : '– –' }`;
	} );
	expect( documented.sort() ).toEqual( inCode.sort() );
} );

test( 'every failure of HighLevel that the code knows is in highlevel/README.md, with what happens', async () => {
	const rows = ( await rowsOf( 'highlevel/README.md' ) ).filter( ( row ) => row.length === 4 && /^`highlevel_/.test( row[ 2 ] ?? '' ) );
	const words = { retry: /tried again/, wait: /waits/, dead: /dead/ };
	for ( const { code, remedy } of failureTable ) {
		const told = rows.filter( ( row ) => row[ 2 ] === `\`${ code }\`` ).map( ( row ) => row[ 3 ] );
		expect( told.length, code ).toBeGreaterThan( 0 );
		expect( told.some( ( what ) => words[ remedy ].test( what ?? '' ) ), `${ code }: ${ told.join( ' / ' ) }` ).toBe( true );
	}
	for ( const row of rows ) {
		expect( errorCodes ).toHaveProperty( row[ 2 ]!.replaceAll( '`', '' ) );
	}
} );

test( 'an answer of HighLevel, an error of our own and the table agree on what becomes of an event', () => {
	for ( const { code, remedy } of failureTable ) {
		expect( [ code, kinds[ remedy ] ] ).toEqual( [ code, retryRules[ code ]?.kind ] );
	}
	for ( const code of Object.keys( errorCodes ) as ErrorCode[] ) {
		expect( [ code, outcomeOfError( new AppError( code, '' ), 1 ).kind ] ).toEqual( [ code, retryRules[ code ]?.kind ?? 'retry' ] );
	}
} );
