/** Live and sandbox side by side: each has its own links, nothing crosses, and each ends up with what the site has. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listConnections, updateConnection } from '../../src/database/connections.ts';
import { saveLink } from '../../src/database/links.ts';
import { fenceConnection } from '../../src/database/switching.ts';
import { requireOnServer, switchServer } from '../../src/use-cases/switch-server.ts';
import { serverBudget } from '../../src/use-cases/tokens/servers.ts';
import { calendarEvent, groupEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox, type TestSandbox } from './sandbox.ts';

const live = withSandbox();
const trial = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => live.url, more: () => ( { highLevelSandboxUrl: trial.url } ) } );
const { start, connectedSite } = withDelivering( bridge, live );
let id = 61_000;

type Owned = TestSite & { token: string; locationId: string; connectionId: string; calendar: number };

/** A site whose location is known on both servers, with a calendar number that nobody else uses. */
async function makeSite(): Promise<Owned> {
	id += 10;
	const site = await connectedSite();
	await trial.control( 'POST', '/tokens', { token: site.token, locationId: site.locationId, locationName: 'Trial', timeZone: 'America/New_York' } );
	return Object.assign( site, { connectionId: ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].id, calendar: id } );
}

const change = ( site: Owned, body: object ) => site.call( 'PATCH', `/v1/connections/${ site.connectionId }`, { body } );
const ask = async ( site: Owned ) => ( await site.call( 'GET', `/v1/connections/${ site.connectionId }/switch` ) ).body;
const linksOf = ( site: Owned ) => bridge.database.db.selectFrom( 'link' ).selectAll().where( 'site_id', '=', site.id ).orderBy( 'subject' ).execute();
const parkedOf = ( site: Owned ) => bridge.database.db.selectFrom( 'parked_link' ).selectAll().where( 'site_id', '=', site.id ).orderBy( 'subject' ).execute();
const pieces = async ( at: TestSandbox, site: Owned, what: 'calendars' | 'groups' ): Promise<{ id: string; name: string; isActive: boolean }[]> =>
	( await at.control( 'GET', '/state' ) ).body[ what ].filter( ( each: { locationId: string } ) => each.locationId === site.locationId );
const names = async ( at: TestSandbox, site: Owned ) => ( await pieces( at, site, 'calendars' ) ).map( ( each ) => each.name ).sort();
const settled = ( site: Owned ) => until( 'all of the site is settled', async () => {
	const { queue } = ( await site.call( 'GET', '/v1/pair' ) ).body;
	return queue.pending + queue.retrying + queue.waiting === 0;
} );
const created = { type: 'com.slotbridge.calendar.created' };

test( 'to the sandbox and back: the live links are as they were, live got nothing, and in the end each has what the site has', async () => {
	const site = await makeSite();
	const [ same, changed, removed, added ] = [ 1, 2, 3, 4 ].map( ( more ) => site.calendar + more ) as [ number, number, number, number ];
	await start();
	await send( site, groupEvent( site.calendar, 1 ), ...[ same, changed, removed ].map( ( each, index ) => calendarEvent( each, index + 2, { ...created, entity: { group: site.calendar } } ) ) );
	await settled( site );
	const before = await linksOf( site );
	expect( before.map( ( link ) => link.server ) ).toEqual( [ 'live', 'live', 'live', 'live' ] );
	expect( await ask( site ) ).toEqual( { server: 'sandbox', there: { calendars: 0, groups: 0 }, sends: { calendars: 3, groups: 1 } } );

	expect( ( await change( site, { server: 'sandbox' } ) ).body ).toMatchObject( { connection: { server: 'sandbox' }, switched: { sends: { calendars: 3, groups: 1 } } } );
	await live.control( 'DELETE', '/requests' );
	await settled( site );
	expect( await names( trial, site ) ).toEqual( [ same, changed, removed ].map( ( each ) => `Calendar ${ each }` ) );
	await send( site, calendarEvent( changed, 6, { entity: { name: 'Changed meanwhile', group: site.calendar } } ), calendarEvent( added, 7, { ...created, entity: { name: 'Added meanwhile' } } ),
		calendarEvent( removed, 8, { type: 'com.slotbridge.calendar.deleted' } ) );
	await settled( site );
	expect( await live.requests() ).toBe( 0 );
	expect( await parkedOf( site ) ).toEqual( before );
	const there = await linksOf( site );
	const liveIds = before.map( ( link ) => link.highlevel_id );
	expect( there.filter( ( link ) => liveIds.includes( link.highlevel_id ) || link.server !== 'sandbox' ) ).toEqual( [] );

	expect( await ask( site ) ).toEqual( { server: 'live', there: { calendars: 3, groups: 1 }, sends: { calendars: 3, groups: 0 } } );
	await trial.control( 'DELETE', '/requests' );
	expect( ( await change( site, { server: 'live' } ) ).body.switched ).toEqual( { sends: { calendars: 3, groups: 0 } } );
	await settled( site );
	expect( await trial.requests() ).toBe( 0 );
	expect( await parkedOf( site ) ).toEqual( there );
	const after = await linksOf( site );
	expect( after.find( ( link ) => link.subject === `calendar/${ same }` ), 'nothing about it had changed' ).toEqual( before.find( ( link ) => link.subject === `calendar/${ same }` ) );
	expect( after.filter( ( link ) => before.some( ( old ) => old.highlevel_id === link.highlevel_id ) ).length, 'no second one is made of what was there' ).toBeGreaterThanOrEqual( 3 );
	const calendars = await pieces( live, site, 'calendars' );
	expect( calendars.filter( ( each ) => each.isActive ).map( ( each ) => each.name ).sort() ).toEqual( [ 'Added meanwhile', `Calendar ${ same }`, 'Changed meanwhile' ].sort() );
	expect( await pieces( live, site, 'groups' ) ).toHaveLength( 1 );
	expect( await ask( site ), 'both have all of it' ).toMatchObject( { sends: { calendars: 0, groups: 0 } } );
} );

test( 'what is being sent ends where it began; what waits is sent to the other, and to this one on the way back', async () => {
	const site = await makeSite();
	await start();
	await send( site, calendarEvent( site.calendar, 1, created ) );
	await settled( site );
	await live.control( 'POST', '/faults', { kind: 'slow', ms: 1_500, match: { method: 'PUT', path: '^/calendars/' } } );
	await send( site, calendarEvent( site.calendar, 2, { entity: { name: 'Under way' } } ) );
	await until( 'the write is under way', async () => ( await live.control( 'GET', '/requests?method=PUT' ) ).body.requests.some( ( request: { fault: string | null; status: number | null } ) => request.fault === 'slow' && request.status === null ) );
	await change( site, { server: 'sandbox' } );
	const { total } = ( await live.control( 'GET', '/requests' ) ).body;
	expect( ( await live.control( 'GET', '/requests' ) ).body.requests.filter( ( request: { status: number | null } ) => request.status === null ) ).toEqual( [] );
	await send( site, calendarEvent( site.calendar + 1, 3, { ...created, entity: { name: 'Waits' } } ) );
	await settled( site );
	expect( await live.requests(), 'not one more call' ).toBe( total );
	expect( await names( trial, site ) ).toEqual( [ 'Under way', 'Waits' ] );
	await change( site, { status: 'paused' } );
	await send( site, calendarEvent( site.calendar + 1, 4, { entity: { name: 'Held' } } ) );
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'delivered', 4: 'waiting connection_paused' } );
	await change( site, { server: 'live', status: 'active' } );
	await settled( site );
	expect( [ await names( live, site ), await names( trial, site ) ] ).toEqual( [ [ 'Held', 'Under way' ], [ 'Under way', 'Waits' ] ] );
} );

test( 'under a stream of changes it is switched twice; every id that is written stays on its side, and live ends exact', async () => {
	const site = await makeSite();
	await start();
	const numbers = [ 0, 1, 2, 3, 4 ].map( ( more ) => site.calendar + more );
	let sequence = 0;
	const round = ( word: string ) => send( site, ...numbers.map( ( each ) => calendarEvent( each, ++sequence, { entity: { name: `${ word } ${ each }` } } ) ) );
	await round( 'First' );
	for ( const server of [ 'sandbox', 'live' ] ) {
		await round( `Before ${ server }` );
		expect( ( await change( site, { server } ) ).status ).toBe( 200 );
		await round( `After ${ server }` );
	}
	await settled( site );
	expect( await names( live, site ) ).toEqual( numbers.map( ( each ) => `After live ${ each }` ) );
	for ( const [ at, links ] of [ [ live, await linksOf( site ) ], [ trial, await parkedOf( site ) ] ] as const ) {
		const ids = ( await pieces( at, site, 'calendars' ) ).map( ( each ) => each.id );
		expect( links.filter( ( link ) => link.state === 'linked' && ! ids.includes( link.highlevel_id ?? '' ) ) ).toEqual( [] );
	}
} );

test( 'an old change that was given up, and outlives the newest in the log, is not taken for what the site has', async () => {
	const site = await makeSite();
	const { db } = bridge.database;
	const old = calendarEvent( site.calendar, 3 );
	await send( site, old );
	await db.updateTable( 'event' ).set( { state: 'dead', reason_code: 'too_old', finished_at: new Date() } ).where( 'id', '=', old.id ).execute();
	expect( await ask( site ) ).toMatchObject( { sends: { calendars: 1 } } );
	await saveLink( db, {
		siteId: site.id, subject: `calendar/${ site.calendar }`, connectionId: site.connectionId, locationId: site.locationId, server: 'live', highLevelId: `x${ site.calendar }`, marker: 'M', state: 'linked', base: {},
		applied: { eventId: '00000000-0000-4000-8000-000000000009', sequence: 9 },
	} );
	expect( await ask( site ) ).toMatchObject( { sends: { calendars: 0 } } );
} );

test( 'where a delivery does not end, nothing is switched, and everything goes on', async () => {
	const site = await makeSite();
	const { db } = bridge.database;
	const event = calendarEvent( site.calendar, 1 );
	await send( site, event );
	// As a killed bridge leaves it, until its claim lapses.
	await db.updateTable( 'event' ).set( { state: 'running' } ).where( 'id', '=', event.id ).execute();
	const [ connection ] = await listConnections( db, site.id );
	const move = switchServer( db, connection!, 'sandbox', ( trx ) => updateConnection( trx, site.id, connection!.id, { server: 'sandbox' } ), 200 );
	await expect( move ).rejects.toMatchObject( { code: 'link_conflict' } );
	expect( await listConnections( db, site.id ) ).toMatchObject( [ { server: 'live', switching_until: null } ] );
	await expect( requireOnServer( db, connection! ) ).resolves.toBeUndefined();
	await fenceConnection( db, site.id, connection!.id, 60 );
	await expect( requireOnServer( db, connection! ), 'while it is being switched' ).rejects.toMatchObject( { code: 'not_ready' } );
} );

test( 'a link that comes late, from the server that was left, is refused and changes nothing', async () => {
	const site = await makeSite();
	await change( site, { server: 'sandbox' } );
	const late = { siteId: site.id, subject: 'calendar/1', connectionId: site.connectionId, locationId: site.locationId, highLevelId: 'late', marker: 'M', state: 'linked' as const, base: {} };
	await expect( saveLink( bridge.database.db, { ...late, server: 'live' } ) ).rejects.toMatchObject( { code: 'not_ready' } );
	expect( await linksOf( site ) ).toEqual( [] );
	await saveLink( bridge.database.db, { ...late, server: 'sandbox' } );
	expect( await linksOf( site ) ).toMatchObject( [ { highlevel_id: 'late', server: 'sandbox' } ] );
} );

test( 'two sites of one location, one on each side, may hold the same id; on one side they may not', async () => {
	const [ one, other ] = [ await makeSite(), await makeSite() ];
	await change( other, { server: 'sandbox' } );
	const link = ( site: Owned, server: 'live' | 'sandbox' ) => saveLink( bridge.database.db, {
		siteId: site.id, subject: 'calendar/1', connectionId: site.connectionId, locationId: one.locationId, highLevelId: 'same', marker: 'M', state: 'linked', base: {}, server,
	} );
	await link( one, 'live' );
	await link( other, 'sandbox' );
	await expect( change( other, { server: 'live' } ) ).resolves.toMatchObject( { status: 200 } );
	await expect( link( other, 'live' ) ).rejects.toThrow( /link_highlevel/ );
} );

test( 'no statement reads parked links but those of the switch, of the number that is the site\'s own, and of erasing a member', async () => {
	const folder = new URL( '../../src/', import.meta.url );
	const files = ( await readdir( folder, { recursive: true } ) ).filter( ( name ) => name.endsWith( '.ts' ) && ! name.includes( 'migrations/' ) );
	const naming = await Promise.all( files.map( async ( name ) => /\bparked_link\b/.test( await readFile( new URL( name, folder ), 'utf8' ) ) ? name : '' ) );
	expect( naming.filter( Boolean ).sort() ).toEqual( [ 'database/events.ts', 'database/member-data.ts', 'database/schema.ts', 'database/switching.ts' ] );
} );

test( 'limits, blocks and breakers of the sandbox say nothing about HighLevel, and the other way round', async () => {
	const site = await makeSite();
	const { budget } = bridge.deps;
	const answer = { status: 429, headers: { 'x-ratelimit-limit-daily': '10000', 'x-ratelimit-daily-remaining': '0', 'retry-after': '600' } };
	await serverBudget( budget, 'sandbox' ).observe( site.locationId, answer );
	const take = ( server: 'live' | 'sandbox' ) => serverBudget( budget, server ).take( site.locationId, { signal: new AbortController().signal, priority: 'background' } );
	await expect( take( 'sandbox' ) ).rejects.toMatchObject( { code: expect.stringMatching( /^highlevel_/ ) } );
	( await take( 'live' ) )();
	for ( let failure = 0; failure < 5; failure += 1 ) {
		await serverBudget( budget, 'live' ).ended?.( site.locationId, { ok: false, code: 'highlevel_unavailable', reason: 'Down.' } );
	}
	await expect( take( 'live' ) ).rejects.toMatchObject( { code: 'highlevel_resting' } );
	const trouble = async () => ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].trouble;
	expect( await trouble() ).toMatchObject( { code: 'highlevel_unavailable' } );
	await bridge.database.db.updateTable( 'connection' ).set( { server: 'sandbox' } ).where( 'id', '=', site.connectionId ).execute();
	expect( await trouble() ).toBeNull();
} );
