/** The doors that browsers open, with what no browser would send: start, page, button and the way back from HighLevel. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readAnswer, withBridge, type Answer, type TestSite } from '../edge/helpers.ts';
import { bodyFrom, nasty, queryFrom } from './inputs.ts';
import { fuzz, RUNS } from './run.ts';

const bridge = withBridge( { siteLimits: { burst: 1e9, perSecond: 1e9 }, more: () => ( { highLevelApp: { clientId: 'fuzz-app', clientSecret: 'fuzz-app-secret' } } ) } );
let site: TestSite;
let home: string;
beforeAll( async () => {
	bridge.deps.ownUrl = bridge.url;
	home = 'https://fuzz.example';
	site = await bridge.pair( home );
} );

const patience = Math.max( 60_000, RUNS * 200 );
const newTicket = async () => new URL( ( await site.call( 'POST', '/oauth/start', { body: { returnUrl: `${ home }/wp-admin/` } } ) ).body.url ).searchParams.get( 'ticket' )!;
/** What can stand in a header, else `fetch` itself refuses it. */
const headerText = nasty.map( ( odd ) => String( typeof odd === 'string' ? odd : JSON.stringify( odd ) ).replaceAll( /[^ -~]/g, '?' ).slice( 0, 4_000 ) );
const open = async ( path: string, init: RequestInit = {} ): Promise<Answer> => readAnswer( await fetch( bridge.url + path, { redirect: 'manual', ...init } ) );

test( 'POST /oauth/start', async () => {
	const input = bodyFrom( { returnUrl: `${ home }/wp-admin/admin.php?page=slotbridge`, server: 'live', as: 'agency' } );
	await fuzz( { bridge, input, send: ( raw ) => site.call( 'POST', '/oauth/start', { raw } ) } );
}, patience );

test( 'GET /oauth/consent', async () => {
	const ticket = await newTicket();
	const input = fc.tuple( queryFrom( { ticket: [ ticket, 'x'.repeat( 43 ) ] } ), headerText );
	let before = await rows();
	await fuzz( {
		bridge, input,
		send: ( [ query, cookie ] ) => open( `/oauth/consent?${ query }`, { headers: { cookie } } ),
		look: async ( answer ) => {
			expect( answer.headers.getSetCookie() ).toEqual( [] );
			// Good or refused: whoever only looks changes nothing.
			const now = await rows();
			expect( now ).toBe( before );
			before = now;
		},
	} );
}, patience );

test( 'POST /oauth/consent', async () => {
	const field = fc.oneof( { weight: 1, arbitrary: fc.constant( 'LIVE' ) }, { weight: 3, arbitrary: headerText } );
	const input = fc.record( {
		query: queryFrom( { ticket: [ 'LIVE', 'x'.repeat( 43 ) ], other: [ '1' ] } ), raw: fc.oneof( { weight: 8, arbitrary: fc.constant( null ) }, { weight: 1, arbitrary: fc.uint8Array( { maxLength: 200 } ) } ),
		origin: fc.oneof( { weight: 3, arbitrary: fc.constant( 'OWN' ) }, { weight: 1, arbitrary: fc.constantFrom( 'https://evil.example', 'null', '' ) }, { weight: 1, arbitrary: field } ),
		site: fc.constantFrom( undefined, 'same-origin', 'same-origin', 'same-site', 'cross-site', 'none', 'x' ), cookie: field,
	} );
	let live = await newTicket();
	await fuzz( {
		bridge, input,
		send: ( { query, raw, origin, site: far, cookie } ) => open( '/oauth/consent', {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, origin: origin === 'OWN' ? bridge.url : origin, ...( far && { 'sec-fetch-site': far } ) },
			body: raw === null ? query.replaceAll( 'LIVE', live ) : new Uint8Array( raw ),
		} ),
		look: async ( answer, { origin, site: far } ) => {
			if ( answer.status < 400 ) {
				expect( [ answer.status, origin, [ undefined, 'same-origin' ].includes( far ), answer.headers.getSetCookie().length ] ).toEqual( [ 303, 'OWN', true, 1 ] );
				live = await newTicket();
			}
		},
	} );
}, patience );

test( 'GET /oauth/callback', async () => {
	const ticket = await newTicket();
	const begun = await open( '/oauth/consent', { method: 'POST', headers: { origin: bridge.url }, body: new URLSearchParams( { ticket } ) } );
	const state = new URL( begun.headers.get( 'location' )! ).searchParams.get( 'state' )!;
	const name = begun.headers.getSetCookie()[ 0 ]!.split( '=' )[ 0 ]!;
	const cookie = fc.oneof( headerText, headerText.map( ( value ) => `${ name }=${ value }` ), fc.constantFrom( '', `${ name }=${ 'x'.repeat( 43 ) }`, `${ name }=`, ';;;=', `${ name }=a; `.repeat( 200 ) ) );
	const input = fc.tuple( queryFrom( { state: [ state, 'x'.repeat( 43 ) ], code: [ 'code', '' ], error: [ 'access_denied' ] } ), cookie );
	await fuzz( {
		bridge, input,
		send: ( [ query, value ] ) => open( `/oauth/callback?${ query }`, { headers: { cookie: value } } ),
		// Nobody here has the cookie, so nothing may come of it.
		look: async ( answer ) => expect( answer.status ).toBeGreaterThanOrEqual( 400 ),
	} );
}, patience );

const rows = async () => JSON.stringify( await bridge.database.db.selectFrom( 'oauth_state' ).selectAll().orderBy( 'hash' ).execute() );
