/** Nothing secret in a log: canaries in every place where one could hide. */
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { REDACTED } from '../../src/config/redact.ts';
import { AppError } from '../../src/errors/app-error.ts';
import { makeSiteSecret } from '../../src/crypto/site-secret.ts';
import { makePairingCode } from '../../src/crypto/pairing-code.ts';

function listen( secrets: string[] = [] ) {
	const lines: string[] = [];
	const destination = new Writable( { write( chunk, _encoding, done ) {
		lines.push( String( chunk ) );
		done();
	} } );
	return { log: createLogger( { level: 'trace', secrets, destination } ), text: () => lines.join( '' ), last: () => JSON.parse( lines.at( -1 )! ) };
}

test.each( [
	[ 'authorization' ], [ 'Authorization' ], [ 'token' ], [ 'accessToken' ], [ 'access_token' ], [ 'refresh-token' ], [ 'secret' ],
	[ 'clientSecret' ], [ 'password' ], [ 'code' ], [ 'pairingCode' ], [ 'BRIDGE_ENCRYPTION_KEY' ], [ 'webhook-signature' ], [ 'cookie' ],
] )( 'by name, at any depth: %s', ( name ) => {
	const { log, text } = listen();
	log.info( { a: { b: [ { c: { [ name ]: 'canary-value' } } ] }, [ name ]: 'canary-value' }, 'deep' );
	log.child( { request: { [ name ]: 'canary-value' } } ).warn( 'in the bindings of a child' );
	expect( text() ).not.toContain( 'canary-value' );
	expect( text().split( REDACTED ) ).toHaveLength( 4 );
} );

test.each( [
	[ 'a private integration token', 'pit-5a4db0c5-0000-4000-8000-00000000cafe' ],
	[ 'a header', 'Bearer abcdef0123456789' ],
	[ 'a signed token', 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJzaXRlIn0.c2lnbmF0dXJl' ],
	[ 'a site\'s secret', makeSiteSecret() ],
	[ 'a pairing code', makePairingCode() ],
	[ 'a database password', 'postgres://me:s3cr3t@db/x' ],
] )( 'by shape, wherever it stands: %s', ( _name, secret ) => {
	const { log, text } = listen();
	const cause = new Error( `the cause said ${ secret }` );
	log.error( { err: new AppError( 'internal', `failed with ${ secret }`, { cause, data: { note: secret } } ), list: [ `x ${ secret } y` ] }, `in a message: ${ secret }` );
	const tell = secret.startsWith( 'postgres' ) ? 's3cr3t' : secret.replace( 'Bearer ', '' );
	expect( text() ).not.toContain( tell );
	expect( text() ).toContain( REDACTED );
} );

test( 'by value, whatever it looks like', () => {
	const { log, text } = listen( [ 'open sesame' ] );
	log.info( { words: 'they said open sesame' }, 'open sesame' );
	expect( text() ).not.toContain( 'sesame' );
} );

test( 'what is needed to understand a failure stays', () => {
	const { log, last } = listen();
	log.warn( { code: 'highlevel_timeout', status: 504, siteId: '0199c0de-0000-7000-8000-000000000000', system: { code: 'ECONNRESET' }, database: { code: '23505' }, pid: 4 }, 'Failed' );
	expect( last() ).toMatchObject( {
		code: 'highlevel_timeout', status: 504, siteId: '0199c0de-0000-7000-8000-000000000000', system: { code: 'ECONNRESET' }, database: { code: '23505' }, msg: 'Failed',
	} );
} );
