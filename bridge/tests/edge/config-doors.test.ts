/** The config of a site: read with defaults, saved over the version that was read. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '@slotbridge/catalogue/config.ts';
import { withBridge, type TestSite } from './helpers.ts';

const bridge = withBridge();
let site: TestSite;

beforeEach( async () => {
	site = await bridge.pair();
} );

test( 'a new site has the defaults, and all that a form needs', async () => {
	const { body } = await site.call( 'GET', '/v1/config' );
	expect( body.config ).toEqual( defaultConfig() );
	expect( body.fields.calendar.map( ( field: { id: string } ) => field.id ) ).toEqual( body.config.calendar.fields.map( ( field: { target: string } ) => field.target ) );
	expect( body.transforms.length ).toBeGreaterThan( 0 );
} );

test( 'what is saved is there, with the next version', async () => {
	const { body: { config } } = await site.call( 'GET', '/v1/config' );
	config.policies.calendarRemoved = 'delete';
	const saved = await site.call( 'PUT', '/v1/config', { body: config } );
	expect( saved.status ).toBe( 200 );
	expect( saved.body.config ).toEqual( { ...config, version: 1 } );
	expect( ( await site.call( 'GET', '/v1/config' ) ).body.config ).toEqual( saved.body.config );
	expect( ( await site.call( 'PUT', '/v1/config', { body: saved.body.config } ) ).body.config.version ).toBe( 2 );
} );

test( 'of two who read the same version, one is told', async () => {
	const { body: { config } } = await site.call( 'GET', '/v1/config' );
	const answers = await Promise.all( [ 'draft', 'delete' ].map( ( groupRemoved ) =>
		site.call( 'PUT', '/v1/config', { body: { ...config, policies: { ...config.policies, groupRemoved } } } ) ) );
	expect( answers.map( ( answer ) => answer.status ).sort() ).toEqual( [ 200, 409 ] );
	const refused = answers.find( ( answer ) => answer.status === 409 )!;
	expect( refused.body ).toMatchObject( { code: 'config_conflict', version: 1 } );
	const late = await site.call( 'PUT', '/v1/config', { body: { ...config, version: 7 } } );
	expect( late.body.code ).toBe( 'config_conflict' );
	const absurd = await site.call( 'PUT', '/v1/config', { body: { ...config, version: 2_147_483_648 } } );
	expect( [ absurd.status, absurd.body.errors[ 0 ].pointer ] ).toEqual( [ 422, '/version' ] );
} );

test( 'a connection that is not there, or another site\'s, is refused at its place', async () => {
	const { body: { config } } = await site.call( 'GET', '/v1/config' );
	const answer = await site.call( 'PUT', '/v1/config', { body: { ...config, connectionId: randomUUID() } } );
	expect( [ answer.status, answer.body.errors[ 0 ].pointer ] ).toEqual( [ 422, '/connectionId' ] );
} );

test( 'a template that cannot be read is refused at its place, before any calendar meets it', async () => {
	const { body: { config } } = await site.call( 'GET', '/v1/config' );
	config.calendar.fields[ 0 ].source = { template: '{{ entity.name | }} {% if %}' };
	const answer = await site.call( 'PUT', '/v1/config', { body: config } );
	expect( answer.status ).toBe( 422 );
	expect( answer.body.errors[ 0 ].pointer ).toMatch( /^\/calendar\/fields\/0\/source/ );
	expect( ( await site.call( 'GET', '/v1/config' ) ).body.config.version ).toBe( 0 );
} );

test( 'what one site saves, another does not see', async () => {
	const other = await bridge.pair();
	const { body: { config } } = await site.call( 'GET', '/v1/config' );
	await site.call( 'PUT', '/v1/config', { body: { ...config, policies: { calendarRemoved: 'delete', groupRemoved: 'delete' } } } );
	expect( ( await other.call( 'GET', '/v1/config' ) ).body.config ).toEqual( defaultConfig() );
} );
