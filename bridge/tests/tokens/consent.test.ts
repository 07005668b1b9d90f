/** The bridge's page before HighLevel's consent: what it shows, and that an answer counts only in the browser that went on from it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { post, type TestSite } from '../edge/helpers.ts';
import type { Location } from '../edge/sandbox.ts';
import { withOAuth } from './oauth-scene.ts';
import { TestBrowser } from './test-browser.ts';

const scene = withOAuth();
const { sandbox, bridge } = scene;
let site: TestSite;
let location: Location;
let owner: TestBrowser;

beforeEach( async () => {
	site = await bridge.pair();
	location = await sandbox.makeLocation();
	owner = new TestBrowser();
} );

const choose = ( url: URL ) => scene.consent( url, { location: location.locationId } );
const exchanges = () => scene.tokenRequests( 'authorization_code' );
const states = () => bridge.database.db.selectFrom( 'oauth_state' ).selectAll().where( 'site_id', '=', site.id ).execute();
const goesTo = ( answer: Response ) => new URL( answer.headers.get( 'location' )! );
const result = ( answer: Response ) => [ answer.status, goesTo( answer ).searchParams.get( 'slotbridge-connect' ) ];
const paired = async ( url: string, name: string ): Promise<TestSite> => {
	const { body } = await post( `${ bridge.url }/v1/pair`, { code: await bridge.newCode(), site: { url, name } } );
	return Object.assign( await bridge.pair(), { pairing: body } );
};

/** That it was refused as a page for a person, and that HighLevel was not asked. */
async function expectRefused( answer: Response, status: number, words: RegExp, before: number ): Promise<string> {
	const text = await answer.text();
	expect( [ answer.status, answer.headers.get( 'content-type' ), answer.headers.get( 'location' ) ] ).toEqual( [ status, 'text/html; charset=utf-8', null ] );
	expect( text ).toMatch( words );
	expect( await exchanges() ).toBe( before );
	expect( await scene.connections( site ) ).toEqual( [] );
	return text;
}

describe( 'the page', () => {
	test( 'names the site, what is connected and which scopes, and leads on and back', async () => {
		const page = await scene.page( site );
		expect( `${ page.origin }${ page.pathname }` ).toBe( `${ bridge.url }/oauth/consent` );
		const answer = await owner.open( page );
		const text = await answer.text();
		const { url } = await bridge.database.db.selectFrom( 'site' ).select( 'url' ).where( 'id', '=', site.id ).executeTakeFirstOrThrow();
		expect( answer.status ).toBe( 200 );
		expect( text ).toContain( '<bdi class="name">Test site</bdi>' );
		expect( text ).toContain( `https://<strong>${ new URL( url ).host }</strong>` );
		expect( text ).toMatch( /one sub-account[^]*to add and change calendars and their schedules <code>calendars\.write<\/code>/ );
		expect( text ).toContain( `href="${ url }/wp-admin/admin.php?page=slotbridge&amp;slotbridge-connect=refused">Cancel` );
		expect( text ).not.toContain( 'oauth.write' );
		const agency = await ( await owner.open( await scene.page( site, { as: 'agency' } ) ) ).text();
		expect( agency ).toMatch( /connect an agency[^]*to get access to the sub-accounts that you choose, one by one <code>oauth\.write<\/code>/ );
	} );

	test( 'lets no script, frame, cache or other site near it, and lets its form lead to HighLevel alone', async () => {
		const { headers } = await owner.open( await scene.page( site ) );
		const policy = Object.fromEntries( headers.get( 'content-security-policy' )!.split( '; ' ).map( ( rule ) => [ rule.split( ' ' )[ 0 ], rule.split( ' ' ).slice( 1 ).join( ' ' ) ] ) );
		expect( policy ).toEqual( { 'default-src': '\'none\'', 'object-src': '\'none\'', 'style-src': expect.stringMatching( /^'sha256-[\w+/=]+'$/ ), 'form-action': `'self' ${ sandbox.url }`, 'base-uri': '\'none\'', 'frame-ancestors': '\'none\'' } );
		expect( Object.fromEntries( [ 'x-frame-options', 'referrer-policy', 'cache-control', 'x-content-type-options' ].map( ( name ) => [ name, headers.get( name ) ] ) ) )
			.toEqual( { 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } );
	} );

	test( 'is spent by nobody who only looks: it sets no cookie and changes nothing, however often', async () => {
		const page = await scene.page( site );
		const before = await states();
		for ( const method of [ 'GET', 'HEAD', 'GET' ] ) {
			const answer = await fetch( page, { method } );
			expect( [ answer.status, answer.headers.getSetCookie() ] ).toEqual( [ 200, [] ] );
		}
		expect( await states() ).toEqual( before );
		expect( ( await owner.goOn( page ) ).status ).toBe( 303 );
	} );

	test( 'keeps neither ticket, cookie nor state as they are', async () => {
		const page = await scene.page( site );
		const state = goesTo( await owner.goOn( page ) ).searchParams.get( 'state' )!;
		const secrets = [ page.searchParams.get( 'ticket' )!, [ ...owner.cookies.values() ][ 0 ]!.value, state ];
		const kept = JSON.stringify( await states() );
		expect( secrets.filter( ( secret ) => secret.length !== 43 || kept.includes( secret ) || bridge.logged.includes( secret ) ) ).toEqual( [] );
	} );

	test.each( [
		[ 'a script', '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>', '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;' ],
		[ 'an end of its element', '</bdi></dl><form action="https://evil.example">', '&lt;/bdi&gt;&lt;/dl&gt;&lt;form action=&quot;https://evil.example&quot;&gt;' ],
		[ 'signs that turn the direction', 'Bank\u202egpj.elpmaxe\u2066\u200f', 'Bankgpj.elpmaxe' ],
		[ 'only what cannot be seen', '\u200b\u2060\u3164', 'A site without a name' ],
		[ 'marks that pile up', `A${ '\u0300'.repeat( 100 ) }`, 'A\u0300\u0300\u0300' ],
		[ 'another script and emoji that need joiners', 'می\u200cخواهم 👩\u200d🏫', 'می\u200cخواهم 👩\u200d🏫' ],
	] )( 'shows a name with %s as text', async ( _kind, name, shown ) => {
		const named = await paired( `https://named${ Math.random().toString( 36 ).slice( 2 ) }.example`, name );
		const text = await ( await owner.open( await scene.page( named ) ) ).text();
		expect( text ).toContain( `<bdi class="name">${ shown }</bdi>` );
		expect( text.match( /<(?:script|img|form)\b/g ) ).toEqual( [ '<form' ] );
	} );

	test( 'shows a look-alike address by the letters that it really has', async () => {
		const named = await paired( 'https://аррӏе.com/"><b>', 'Apple' );
		const text = await ( await owner.open( await scene.page( named ) ) ).text();
		expect( text ).toContain( 'https://<strong>xn--80ak6aa92e.com</strong>/%22%3E%3Cb%3E' );
	} );

	test( 'asks HighLevel for exactly what it showed, though the mapping has changed since', async () => {
		const page = await scene.page( site );
		const { config } = ( await site.call( 'GET', '/v1/config' ) ).body;
		for ( const mapping of config.calendar.fields ) {
			mapping.enabled = ! [ 'reminders', 'hosts' ].includes( mapping.target );
		}
		await site.call( 'PUT', '/v1/config', { body: config } );
		const shown = [ ...( await ( await owner.open( page ) ).text() ).matchAll( /<li>.*<code>(.*)<\/code>/g ) ].map( ( [ , scope ] ) => scope );
		expect( shown ).toContain( 'users.readonly' );
		expect( goesTo( await owner.goOn( page ) ).searchParams.get( 'scope' )!.split( ' ' ) ).toEqual( shown );
	} );
} );

describe( 'the button', () => {
	test( 'binds the consent to this browser by a cookie that no script and no other site gets', async () => {
		const answer = await owner.goOn( await scene.page( site ) );
		expect( answer.status ).toBe( 303 );
		expect( `${ goesTo( answer ).origin }${ goesTo( answer ).pathname }` ).toBe( `${ sandbox.url }/oauth/chooselocation` );
		expect( answer.headers.getSetCookie() ).toEqual( [ expect.stringMatching( /^slotbridge-consent-[0-9a-f]{16}=[\w-]{43}; Max-Age=600; Path=\/oauth; HttpOnly; SameSite=Lax$/ ) ] );
		const back = await scene.comeBack( await choose( goesTo( answer ) ), owner );
		expect( result( back ) ).toEqual( [ 302, 'connected' ] );
		expect( owner.cookies.size ).toBe( 0 );
		expect( await states() ).toEqual( [] );
	} );

	test.each( [
		[ 'https://bridge.example', /^__Host-slotbridge-consent-[0-9a-f]{16}=[\w-]{43}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/ ],
		[ 'https://shared.example/sync', /^__Host-slotbridge-consent-[0-9a-f]{16}=[\w-]{43}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/ ],
		[ 'http://bridge.lan/sync', /^slotbridge-consent-[0-9a-f]{16}=[\w-]{43}; Max-Age=600; Path=\/sync\/oauth; HttpOnly; SameSite=Lax$/ ],
	] )( 'of a bridge at %s', async ( ownUrl, cookie ) => {
		const page = await scene.page( site );
		bridge.deps.ownUrl = ownUrl;
		const answer = await owner.submit( page, { ticket: page.searchParams.get( 'ticket' )! }, { from: new URL( ownUrl ).origin } );
		expect( answer.headers.getSetCookie() ).toEqual( [ expect.stringMatching( cookie ) ] );
		expect( goesTo( answer ).searchParams.get( 'redirect_uri' ) ).toBe( `${ ownUrl }/oauth/callback` );
		const [ name, value ] = answer.headers.getSetCookie()[ 0 ]!.split( ';' )[ 0 ]!.split( '=' );
		const back = await choose( goesTo( answer ) );
		const here = new URL( `/oauth/callback${ back.search }`, bridge.url );
		// Over https, one without the prefix could come from another host of the same domain.
		const unprefixed = name!.replace( '__Host-', '' );
		expect( ( await fetch( here, { redirect: 'manual', headers: { cookie: `${ unprefixed === name ? 'other' : unprefixed }=${ value }` } } ) ).status ).toBe( 403 );
		await fetch( here, { redirect: 'manual', headers: { cookie: `a=b; ${ name }=${ value }; c=d` } } ).then( ( good ) => expect( good.status ).toBe( 302 ) );
	} );

	test.each( [
		[ 'another site', { from: 'https://evil.example', site: 'cross-site' } ],
		[ 'another site, in a browser that does not say how far away it is', { from: 'https://evil.example', site: '' } ],
		[ 'another port of the same host', { from: 'http://127.0.0.1:1', site: 'same-site' } ],
		[ 'a page that hides where it is', { from: 'null', site: 'cross-site' } ],
		[ 'a page that hides it, in an old browser', { from: 'null', site: '' } ],
	] )( 'pressed by %s does nothing and leaves the page as it was', async ( _name, sender ) => {
		const page = await scene.page( site );
		const [ before, known ] = [ await exchanges(), await states() ];
		const headers = { accept: 'text/html', origin: sender.from, ...( sender.site && { 'sec-fetch-site': sender.site } ) };
		const answer = await fetch( `${ bridge.url }/oauth/consent`, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams( { ticket: page.searchParams.get( 'ticket' )! } ) } );
		await expectRefused( answer, 403, /not pressed on the page of this bridge/, before );
		expect( [ answer.headers.getSetCookie(), await states() ] ).toEqual( [ [], known ] );
		expect( ( await owner.goOn( page ) ).status ).toBe( 303 );
	} );

	test( 'sent by a program that says nothing of where it comes from is refused too', async () => {
		const answer = await fetch( `${ bridge.url }/oauth/consent`, { method: 'POST', redirect: 'manual', body: new URLSearchParams( { ticket: ( await scene.page( site ) ).searchParams.get( 'ticket' )! } ) } );
		expect( [ answer.status, await answer.json() ] ).toMatchObject( [ 403, { code: 'sent_from_elsewhere' } ] );
	} );

	test( 'goes on in one browser alone; pressed again there it starts anew, and the first answer counts no more', async () => {
		const page = await scene.page( site );
		const first = goesTo( await owner.goOn( page ) );
		const other = new TestBrowser();
		const [ before, known ] = [ await exchanges(), await states() ];
		await expectRefused( await other.open( page ), 400, /Another browser has gone on/, before );
		const refused = await other.submit( page, { ticket: page.searchParams.get( 'ticket' )! } );
		expect( await expectRefused( refused, 400, /Another browser has gone on/, before ) ).toContain( '/wp-admin/admin.php?page=slotbridge">Back to ' );
		// Nor does the attempt spoil what the first one has begun.
		expect( [ other.cookies.size, await states() ] ).toEqual( [ 0, known ] );
		const second = goesTo( await owner.goOn( page ) );
		await expectRefused( await scene.comeBack( await choose( first ), owner ), 400, /belongs to no connection/, before );
		expect( result( await scene.comeBack( await choose( second ), owner ) ) ).toEqual( [ 302, 'connected' ] );
	} );

	test( 'gives ten minutes for HighLevel, once: pressing again does not lengthen them', async () => {
		const page = await scene.page( site );
		const shorten = async () => bridge.database.db.updateTable( 'oauth_state' ).set( { expires_at: new Date( Date.now() + 60_000 ) } ).where( 'site_id', '=', site.id ).execute();
		const left = async () => ( await states() )[ 0 ]!.expires_at.getTime() - Date.now();
		await shorten();
		await owner.goOn( page );
		expect( await left() ).toBeGreaterThan( 300_000 );
		await shorten();
		await owner.goOn( page );
		expect( await left() ).toBeLessThanOrEqual( 60_000 );
	} );

	test( 'pressed in many browsers at the same moment goes on in one', async () => {
		const page = await scene.page( site );
		const answers = await Promise.all( Array.from( { length: 8 }, () => new TestBrowser().submit( page, { ticket: page.searchParams.get( 'ticket' )! } ) ) );
		expect( answers.map( ( { status } ) => status ).sort() ).toEqual( [ 303, ...Array<number>( 7 ).fill( 400 ) ] );
	} );

	test( 'of a page that is too old, made up, finished, or of a site that has left begins nothing', async () => {
		const old = await scene.page( site );
		await bridge.database.db.updateTable( 'oauth_state' ).set( { expires_at: new Date( Date.now() - 1_000 ) } ).where( 'site_id', '=', site.id ).execute();
		const madeUp = new URL( old );
		madeUp.searchParams.set( 'ticket', 'x'.repeat( 43 ) );
		const before = await exchanges();
		for ( const page of [ old, madeUp ] ) {
			await expectRefused( await owner.open( page ), 400, /begun in the last ten minutes/, before );
			await expectRefused( await owner.submit( page, { ticket: page.searchParams.get( 'ticket' )! } ), 400, /begun in the last ten minutes/, before );
		}
		const finished = await scene.page( site );
		await scene.comeBack( await choose( goesTo( await owner.goOn( finished ) ) ), owner );
		expect( ( await owner.open( finished ) ).status ).toBe( 400 );
		const left = await scene.page( site );
		await site.call( 'DELETE', '/v1/pair' );
		expect( ( await owner.open( left ) ).status ).toBe( 400 );
	} );
} );

describe( 'HighLevel\'s answer', () => {
	test( 'in a browser without the cookie, with a forged one, or with that of another consent exchanges nothing', async () => {
		const back = await choose( await scene.start( site, {}, owner ) );
		const [ forger, stranger ] = [ new TestBrowser(), new TestBrowser() ];
		owner.cookies.forEach( ( cookie, name ) => forger.cookies.set( name, { ...cookie, value: 'x'.repeat( 43 ) } ) );
		await scene.start( await bridge.pair(), {}, stranger );
		const before = await exchanges();
		for ( const browser of [ new TestBrowser(), forger, stranger ] ) {
			const text = await expectRefused( await scene.comeBack( back, browser ), 403, /another browser than the one/, before );
			expect( text ).toMatch( /Nothing was connected\.[^]*\/wp-admin\/admin\.php\?page=slotbridge">Back to / );
		}
		// It stays open for its own browser: a look at the address by something else must not spoil it.
		expect( result( await scene.comeBack( back, owner ) ) ).toEqual( [ 302, 'connected' ] );
	} );

	test( 'a victim who is sent the address of HighLevel\'s consent connects nothing to the sender\'s site', async () => {
		const sent = await scene.start( site, {}, new TestBrowser() );
		const before = await exchanges();
		await expectRefused( await scene.comeBack( await choose( sent ), new TestBrowser() ), 403, /another browser/, before );
	} );

	test( 'a victim who is sent the sender\'s own answer is not connected to the sender\'s location', async () => {
		const sendersAnswer = await choose( await scene.start( site, {}, new TestBrowser() ) );
		const victim = new TestBrowser();
		await scene.start( site, {}, victim );
		const before = await exchanges();
		await expectRefused( await scene.comeBack( sendersAnswer, victim ), 403, /another browser/, before );
	} );

	test( 'of a consent that a bridge of the version before began is refused, not let through', async () => {
		const back = await choose( await scene.start( site, {}, owner ) );
		await bridge.database.db.updateTable( 'oauth_state' ).set( { browser: null, ticket: null, wish: null, scopes: null } ).where( 'site_id', '=', site.id ).execute();
		await expectRefused( await scene.comeBack( back, owner ), 403, /another browser/, await exchanges() );
	} );

	test( 'two tabs of one browser, each with a consent of its own, both come back', async () => {
		const other = await sandbox.makeLocation( { locationName: 'Second tab' } );
		const [ one, two ] = [ await scene.start( site, {}, owner ), await scene.start( site, {}, owner ) ];
		expect( owner.cookies.size ).toBe( 2 );
		const answers = [ await scene.consent( two, { location: other.locationId } ), await choose( one ) ];
		for ( const answer of answers ) {
			expect( result( await scene.comeBack( answer, owner ) ) ).toEqual( [ 302, 'connected' ] );
		}
		expect( ( await scene.connections( site ) ).map( ( { locationId } ) => locationId ).sort() ).toEqual( [ location.locationId, other.locationId ].sort() );
		expect( owner.cookies.size ).toBe( 0 );
	} );

	test( 'that the owner said no counts only in that browser too', async () => {
		const no = await scene.consent( await scene.start( site, {}, owner ), { as: 'nobody', location: location.locationId } );
		await expectRefused( await scene.comeBack( no, new TestBrowser() ), 403, /another browser/, await exchanges() );
		expect( result( await scene.comeBack( no, owner ) ) ).toEqual( [ 302, 'refused' ] );
	} );

	test( 'is refused as a document where a program asks', async () => {
		const back = await choose( await scene.start( site, {}, owner ) );
		const answer = await fetch( back, { redirect: 'manual' } );
		expect( [ answer.status, answer.headers.get( 'content-type' ), await answer.json() ] ).toMatchObject( [ 403, 'application/problem+json; charset=utf-8', { code: 'oauth_other_browser' } ] );
	} );
} );
