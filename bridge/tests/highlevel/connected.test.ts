/** What a person does with a connection: test a token, look around, preview a mapping, see free slots. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '@slotbridge/catalogue';
import { browseHighLevel } from '../../src/use-cases/browse-highlevel.ts';
import { previewMapping } from '../../src/use-cases/preview-mapping.ts';
import { readSlots } from '../../src/use-cases/read-slots.ts';
import { testConnection } from '../../src/use-cases/test-connection.ts';
import { makeScene, type Scene } from '../deliver/scene.ts';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { runSandbox, type RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';

const database = withDatabase();
let sandbox: RunningSandbox;
let scene: Scene;
let id = 5000;
const connected = () => ( { db: database.db, tokens: scene.deps.tokens, budget: scene.deps.budget, highLevelBaseUrl: sandbox.url } );

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );
beforeEach( async () => {
	await sandbox.control( 'DELETE', '/faults' );
	scene = await makeScene( database, sandbox );
	id += 10;
} );

const required = [ 'calendars.readonly', 'calendars.write', 'calendars/groups.readonly', 'calendars/groups.write' ];

test( 'a good token: location, time zone, every scope, and nothing in HighLevel is changed', async () => {
	const before = await scene.remote();
	const result = await testConnection( connected(), { token: scene.token, locationId: scene.locationId } );
	expect( result ).toMatchObject( { ok: true, problems: [], location: { id: scene.locationId, name: 'A location', timeZone: 'America/New_York' } } );
	expect( result.scopes ).toHaveLength( 9 );
	expect( result.scopes.every( ( scope ) => scope.granted === true && scope.why !== '' ) ).toBe( true );
	expect( await scene.remote() ).toEqual( before );
} );

test.for( required )( 'without %s the token is not good enough, and the scope is named with what it is for', async ( missing ) => {
	await sandbox.control( 'PUT', `/tokens/${ scene.token }/scopes`, { scopes: required.filter( ( scope ) => scope !== missing ) } );
	const result = await testConnection( connected(), { token: scene.token, locationId: scene.locationId } );
	expect( result.ok ).toBe( false );
	expect( result.problems ).toEqual( [ { code: 'highlevel_scope_missing', detail: expect.stringContaining( `"${ missing }"` ) } ] );
	expect( result.scopes.filter( ( scope ) => scope.granted === false && scope.need === 'required' ).map( ( scope ) => scope.scope ) ).toEqual( [ missing ] );
} );

test( 'without the recommended scopes it is good enough, and each of them is shown as missing', async () => {
	await sandbox.control( 'PUT', `/tokens/${ scene.token }/scopes`, { scopes: required } );
	const result = await testConnection( connected(), { token: scene.token, locationId: scene.locationId } );
	expect( result ).toMatchObject( { ok: true, location: null, problems: [] } );
	expect( result.scopes.filter( ( scope ) => scope.granted === false ).map( ( scope ) => scope.need ) ).toEqual( Array.from( { length: 5 }, () => 'recommended' ) );
} );

test( 'a wrong token, a foreign location, an agency\'s token: one problem, in plain words, after one call', async () => {
	const wrong = await testConnection( connected(), { token: 'pit-wrong-token-5555', locationId: scene.locationId } );
	expect( wrong ).toMatchObject( { ok: false, location: null, problems: [ { code: 'highlevel_token_invalid', detail: expect.stringContaining( 'Private Integrations' ) } ] } );
	expect( wrong.scopes.every( ( scope ) => scope.granted === null ) ).toBe( true );
	expect( JSON.stringify( wrong ) ).not.toContain( 'pit-wrong' );
	expect( await testConnection( connected(), { token: scene.token, locationId: 'elsewhere' } ) ).toMatchObject( { ok: false, problems: [ { code: 'highlevel_location_forbidden' } ] } );
	const agency = `agency-${ scene.locationId }`;
	await sandbox.control( 'POST', '/tokens', { token: agency, locationId: scene.locationId, kind: 'agency' } );
	const result = await testConnection( connected(), { token: agency, locationId: scene.locationId } );
	expect( result ).toMatchObject( { ok: false } );
	expect( result.problems.map( ( problem ) => problem.code ) ).toContain( 'highlevel_token_kind' );
} );

test( 'HighLevel away is told as that, not as a bad token', async () => {
	await scene.fault( { kind: 'server-error', status: 503, match: { path: '^/locations/' } } );
	expect( await testConnection( connected(), { token: scene.token, locationId: scene.locationId } ) ).toMatchObject( { ok: false, problems: [ { code: 'highlevel_unavailable' } ] } );
	expect( await testConnection( { ...connected(), highLevelBaseUrl: 'http://127.0.0.1:9' }, { token: scene.token, locationId: scene.locationId } ) ).toMatchObject( { ok: false, problems: [ { code: 'highlevel_unreachable' } ] } );
} );

test( 'a location can be looked through, by its own site only', async () => {
	await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	await scene.call( 'POST', '/calendars/resources/rooms', { locationId: scene.locationId, name: 'Room 1', description: 'd', quantity: 1, outOfService: 0, capacity: 2, calendarIds: [] } );
	const look = async ( what: Parameters<typeof browseHighLevel>[ 1 ][ 'what' ] ) => ( await browseHighLevel( connected(), { siteId: scene.siteId, connectionId: scene.connectionId, what } ) ).items;
	expect( await look( 'calendars' ) ).toMatchObject( [ { name: `Calendar ${ id }` } ] );
	expect( await look( 'groups' ) ).toMatchObject( [ { name: `Group ${ id }` } ] );
	expect( await look( 'users' ) ).toHaveLength( 3 );
	expect( await look( 'resources/rooms' ) ).toMatchObject( [ { name: 'Room 1' } ] );
	expect( await look( 'resources/equipments' ) ).toEqual( [] );
	const stranger = await makeScene( database, sandbox );
	await expect( browseHighLevel( connected(), { siteId: stranger.siteId, connectionId: scene.connectionId, what: 'users' } ) ).rejects.toMatchObject( { code: 'not_found' } );
} );

const openHours = [ { days: [ 0, 1, 2, 3, 4, 5, 6 ], from: '09:00', to: '12:00' } ];
const week = () => ( { siteId: scene.siteId, calendar: id, from: Date.now() + 86_400_000, to: Date.now() + 8 * 86_400_000 } );

test( 'free slots come in the asked time zone, with the calendar\'s own hours', async () => {
	await scene.save( 'calendar', calendarSnapshot( id, { openHours } ), 'created' );
	const answer = await readSlots( connected(), { ...week(), timeZone: 'Europe/Berlin' } );
	expect( answer.timeZone ).toBe( 'Europe/Berlin' );
	expect( answer.reason ).toBeUndefined();
	expect( answer.days[ 2 ]!.slots ).toHaveLength( 6 );
	expect( answer.days[ 2 ]!.slots[ 0 ] ).toMatch( /T09:00:00\+0[12]:00$/ );
	expect( ( await readSlots( connected(), week() ) ).timeZone ).toBe( 'America/New_York' );
} );

test( 'no slots come with the reason', async () => {
	expect( await readSlots( connected(), week() ) ).toMatchObject( { days: [], reason: expect.stringContaining( 'not in HighLevel yet' ) } );
	const { link } = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( await readSlots( connected(), week() ) ).toMatchObject( { reason: expect.stringContaining( 'no opening hours' ) } );
	await sandbox.control( 'PATCH', `/calendars/${ link.highLevelId }`, { isActive: false } );
	expect( await readSlots( connected(), week() ) ).toMatchObject( { reason: expect.stringContaining( 'draft' ) } );
	await expect( readSlots( connected(), { ...week(), to: Date.now() + 400 * 86_400_000 } ) ).rejects.toMatchObject( { code: 'body_invalid' } );
	await expect( readSlots( connected(), { ...week(), to: 0 } ) ).rejects.toMatchObject( { code: 'body_invalid' } );
} );

test( 'a preview is what is then sent', async () => {
	const snapshot = calendarSnapshot( id, { openHours, reminders: [ { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } } ] } );
	const { requests, notes, faults } = await previewMapping( connected(), { siteId: scene.siteId, entity: 'calendar', snapshot } );
	expect( [ notes, faults, await scene.requests() ] ).toEqual( [ [], [], [] ] );
	const told = await scene.save( 'calendar', snapshot, 'created' );
	const sent = told.steps.flatMap( ( step ) => step.attempts ).filter( ( attempt ) => attempt.method === 'POST' );
	expect( requests.map( ( { operation, body } ) => [ operation, body ] ) ).toEqual( sent.map( ( attempt ) => [ attempt.operation, attempt.request_body ] ) );
	const group = await previewMapping( connected(), { siteId: scene.siteId, entity: 'calendar-group', snapshot: groupSnapshot( id ) } );
	const toldGroup = await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	const sentGroup = toldGroup.steps.flatMap( ( step ) => step.attempts ).filter( ( attempt ) => attempt.method === 'POST' );
	expect( group.requests.map( ( { operation, body } ) => [ operation, body ] ) ).toEqual( sentGroup.map( ( attempt ) => [ attempt.operation, attempt.request_body ] ) );
} );

test( 'a preview of an unsaved mapping shows its faults and what one should know', async () => {
	const config = defaultConfig();
	config.calendar.fields.find( ( field ) => field.target === 'name' )!.source = { template: '{{ entity.name' };
	const spoilt = await previewMapping( connected(), { siteId: scene.siteId, entity: 'calendar', snapshot: calendarSnapshot( id ), config } );
	expect( spoilt ).toMatchObject( { requests: [], faults: [ { target: 'name' } ] } );
	const { requests, notes } = await previewMapping( connected(), { siteId: scene.siteId, entity: 'calendar', snapshot: calendarSnapshot( id, {
		type: 'round_robin', hosts: [ scene.users[ 0 ] ], timeZone: 'UTC', group: 77,
	} ) } );
	expect( requests.map( ( request ) => request.operation ) ).toEqual( [ 'create-calendar', 'createSchedule' ] );
	expect( requests[ 1 ] ).toMatchObject( { version: '2021-04-15', body: { timezone: 'Etc/UTC', userId: scene.users[ 0 ] } } );
	expect( notes ).toEqual( [ expect.stringContaining( 'group' ), expect.stringContaining( 'Etc/UTC' ) ] );
} );
