/** The signature of a request, with everything about it broken: claims, tokens, headers, methods and paths. */
import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { SignJWT, type JWTPayload } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { withBridge, type Answer, type TestSite } from '../edge/helpers.ts';
import { brokenFrom, nasty } from './inputs.ts';
import { fuzz, RUNS } from './run.ts';

const bridge = withBridge( { siteLimits: { burst: 1e9, perSecond: 1e9 } } );
let site: TestSite;
beforeAll( async () => {
	site = await bridge.pair();
} );

const patience = Math.max( 60_000, RUNS * 200 );

function good(): Record<string, string | number> {
	const now = Math.floor( Date.now() / 1000 );
	return { iss: site.id, aud: site.pairing.bridgeId, iat: now, exp: now + 60, jti: randomUUID(), htm: 'DELETE', htu: `${ bridge.url }/v1/pair`, bsha: createHash( 'sha256' ).digest( 'base64url' ) };
}

async function sign( claims: object, secret = site.pairing.secret ): Promise<string> {
	return new SignJWT( claims as JWTPayload ).setProtectedHeader( { alg: 'HS256' } ).sign( new TextEncoder().encode( secret ) );
}

const send = ( token: string, headers: Record<string, string> = {} ) => raw( 'DELETE', '/v1/pair', { authorization: `Bearer ${ token }`, ...headers } );

/** Not fetch, which would not send most of this. */
function raw( method: string, path: string, headers: Record<string, string> ): Promise<Answer> {
	const { hostname, port } = new URL( bridge.url );
	return new Promise( ( resolve, reject ) => {
		httpRequest( { hostname, port, method, path, headers }, ( response ) => {
			let text = '';
			response.on( 'data', ( chunk ) => {
				text += String( chunk );
			} ).on( 'end', () => resolve( { status: response.statusCode!, headers: new Headers( response.headers as Record<string, string> ), text, body: undefined } ) );
		} ).on( 'error', ( error: NodeJS.ErrnoException ) => {
			// A head of more than 16 KiB: Node answers 431 and cuts the line, which may be noticed first.
			const tooLarge = error.code === 'ECONNRESET' && JSON.stringify( headers ).length > 16_000;
			return tooLarge ? resolve( { status: 401, headers: new Headers( { 'content-type': 'application/problem+json' } ), text: '', body: undefined } ) : reject( error );
		} ).end();
	} );
}

/** The door is `DELETE /v1/pair`: a token that got in by mistake would show at once, by everything that it takes away. */
test( 'claims under a good signature', async () => {
	const names = [ 'iss', 'aud', 'iat', 'exp', 'jti', 'htm', 'htu', 'bsha' ];
	const input = fc.record( { name: fc.constantFrom( ...names ), value: fc.oneof( { weight: 8, arbitrary: nasty }, { weight: 1, arbitrary: fc.constant( undefined ) } ) } );
	await fuzz( {
		bridge, input,
		send: ( { name, value } ) => sign( { ...good(), [ name ]: value } ).then( send ),
		look: async ( answer, { name, value } ) => {
			// Free to choose: a jti of the right form, and when it ends, as its age is counted from `iat` whatever it says.
			const mayPass = ( name === 'jti' && typeof value === 'string' && /^[!-~]{8,64}$/.test( value ) ) || ( name === 'exp' && typeof value === 'number' );
			expect( mayPass ? [ 204, 400, 401 ] : [ 401 ] ).toContain( answer.status );
			if ( answer.status === 204 ) {
				site = await bridge.pair();
			}
		},
	} );
}, patience );

test( 'claims of any shape under a good signature', async () => {
	await fuzz( {
		bridge, input: brokenFrom( { a: 1 } ).filter( ( value ) => typeof value === 'object' && value !== null && ! Array.isArray( value ) ),
		send: ( value ) => sign( value as object ).then( send ),
		look: async ( answer ) => expect( answer.status ).toBe( 401 ),
	} );
}, patience );

test( 'tokens with one byte changed, cut, or made up', async () => {
	const input = fc.record( { kind: fc.constantFrom( 'flip', 'cut', 'secret', 'junk', 'none' ), at: fc.double( { min: 0, max: 0.999, noNaN: true } ), bit: fc.integer( { min: 1, max: 127 } ), junk: fc.stringMatching( /^[\x21-\x7e]{0,200}$/ ) } );
	await fuzz( {
		bridge, input,
		send: async ( { kind, at, bit, junk } ) => {
			const token = await sign( good(), kind === 'secret' ? `another secret ${ junk }` : undefined );
			const index = Math.floor( token.length * at );
			const changed: Record<string, string> = {
				flip: token.slice( 0, index ) + String.fromCharCode( 33 + ( token.charCodeAt( index ) + bit ) % 94 ) + token.slice( index + 1 ),
				cut: token.slice( 0, index ), secret: token, junk,
				none: `${ Buffer.from( '{"alg":"none"}' ).toString( 'base64url' ) }.${ token.split( '.' )[ 1 ] }.`,
			};
			// The last character of a signature has bits that mean nothing; a flip there is the same signature.
			return changed[ kind ] === token || ( kind === 'flip' && index === token.length - 1 ) ? send( 'same' ) : send( changed[ kind ]! );
		},
		look: async ( answer ) => expect( answer.status ).toBe( 401 ),
	} );
}, patience );

test( 'methods, paths and headers', async () => {
	const name = fc.stringMatching( /^[a-z][a-z-]{0,20}$/ ).filter( ( text ) => ! /^(host|connection|transfer-encoding|content-length|expect|upgrade|keep-alive|te|trailer)/.test( text ) );
	const input = fc.record( {
		method: fc.constantFrom( 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND' ),
		path: fc.oneof(
			fc.stringMatching( /^\/[!-~]{0,80}$/ ), fc.constantFrom( '/v1/pair', '/v1/events', '/v1/pair/', '/V1/PAIR', '//v1/pair', '/v1/pair%2f', '/v1/./pair', '/v1/%70air', '/v1/pair?%ff', '/v1/activity/%ff', '*', '/..', '/v1/pair;x' ),
		),
		headers: fc.dictionary( name, fc.stringMatching( /^[\x20-\x7e]{0,100}$/ ), { maxKeys: 5 } ),
		odd: fc.constantFrom<Record<string, string>>( {}, { authorization: 'Bearer x.y.z' }, { authorization: '' }, { host: 'elsewhere.example' }, { 'x-forwarded-for': '\'1', 'x-forwarded-host': 'evil.example' }, { 'content-type': 'application/json; charset=x' }, { cookie: 'a=b' }, { origin: 'https://evil.example' } ),
	} );
	await fuzz( {
		bridge, input: input.filter( ( { path } ) => ! /^\/(healthz|readyz|openapi\.json)/.test( path ) ),
		send: ( { method, path, headers, odd } ) => raw( method, path, { ...headers, ...odd } ).then( ( answer ) => ( answer.status < 400 || method === 'HEAD' ? { ...answer, headers: new Headers( { 'content-type': 'application/problem+json' } ) } : answer ) ),
		look: async ( answer, { method } ) => {
			// OPTIONS is answered by Express with the methods of a path; it does nothing.
			expect( method === 'OPTIONS' ? [ 200, 400, 404 ] : [ 400, 401, 404, 415, 422 ] ).toContain( answer.status );
		},
	} );
}, patience );
