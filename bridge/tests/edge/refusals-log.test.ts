/** Who was turned away stands in the log at its usual level, and cannot be made to fill it. */
import { Writable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { AppError } from '../../src/errors/app-error.ts';
import { createRefusalLog } from '../../src/http/log-refusals.ts';
import { until } from '../helpers/until.ts';
import { post, siteDetails, withBridge, type TestSite } from './helpers.ts';

const INFO = 30;
const bridge = withBridge( { siteLimits: { burst: 20, perSecond: 0.01 } } );
let site: TestSite;
beforeAll( async () => {
	site = await bridge.pair();
} );

type Line = Record<string, unknown>;
const linesOf = ( text: string ) => text.split( '\n' ).filter( Boolean ).map( ( line ) => JSON.parse( line ) as Line );
const refusals = ( code: string ) => linesOf( bridge.logged ).filter( ( line ) => line[ 'code' ] === code && line[ 'msg' ] === 'A request was refused' );

test( 'a request with a wrong signature, with code, address, door and reason, and without its token', async () => {
	const forged = await site.sign( 'GET', '/v1/config', '', { secret: 'another secret, long enough to be one' } );
	expect( ( await site.call( 'GET', '/v1/config', { token: forged } ) ).status ).toBe( 401 );
	const [ line ] = await until( 'it is logged', () => refusals( 'authorization_invalid' ).length > 0 && refusals( 'authorization_invalid' ) );
	expect( line ).toMatchObject( { level: expect.toSatisfy( ( level ) => level === INFO || level === 'info' ), method: 'GET', path: '/v1/config', address: expect.stringContaining( '127.0.0.1' ), reason: expect.stringContaining( 'another secret' ) } );
	expect( bridge.logged ).not.toContain( forged );
} );

test( 'a replay, a wrong pairing code, a limit that is reached', async () => {
	const token = await site.sign( 'GET', '/v1/pair', '' );
	await site.call( 'GET', '/v1/pair', { token } );
	await site.call( 'GET', '/v1/pair', { token } );
	expect( ( await post( `${ bridge.url }/v1/pair`, { code: 'WRONG-CODE-OF-SOMEBODY', site: siteDetails( 'https://guess.example' ) } ) ).status ).toBe( 403 );
	for ( let i = 0; i < 25; i++ ) {
		await site.call( 'GET', '/v1/pair' );
	}
	expect( refusals( 'authorization_replayed' ) ).toHaveLength( 1 );
	expect( refusals( 'pairing_code_invalid' ) ).toHaveLength( 1 );
	expect( refusals( 'too_many_requests' ).length ).toBeGreaterThan( 0 );
	expect( bridge.logged ).not.toContain( 'WRONG-CODE-OF-SOMEBODY' );
} );

test( 'an input that is wrong is none of these', async () => {
	const other = await bridge.pair();
	expect( ( await other.call( 'PUT', '/v1/config', { body: { nonsense: true } } ) ).status ).toBe( 422 );
	expect( refusals( 'body_invalid' ) ).toEqual( [] );
} );

test( 'many of one kind are some lines and a count; the next window begins anew', async () => {
	let text = '';
	const log = createLogger( { level: 'info', destination: new Writable( { write( chunk, _encoding, done ) {
		text += String( chunk );
		done();
	} } ) } );
	const note = createRefusalLog( log, { lines: 3, windowMs: 50 } );
	const request = { method: 'GET', path: '/', address: '127.0.0.1' };
	for ( let i = 0; i < 1_000; i++ ) {
		note( request, new AppError( 'authorization_missing', 'No.' ) );
	}
	note( request, new AppError( 'pairing_code_invalid', 'No.' ) );
	await until( 'the window ends', () => text.includes( 'More requests' ) );
	expect( linesOf( text ).map( ( { code, more } ) => [ code, more ] ) ).toEqual( [
		...Array.from( { length: 3 }, () => [ 'authorization_missing', undefined ] ), [ 'pairing_code_invalid', undefined ], [ 'authorization_missing', 997 ],
	] );
	note( request, new AppError( 'authorization_missing', 'No.' ) );
	expect( linesOf( text ) ).toHaveLength( 6 );
} );
