/** What the site has is compared with what HighLevel has: in step, different, gone, never sent, and what an owner set in HighLevel and keeps. */
import { expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );

async function asOwner( { token }: { token: string }, method: string, path: string, body?: object ) {
	const answer = await fetch( sandbox.url + path, {
		method, headers: { authorization: `Bearer ${ token }`, version: '2021-04-15', 'user-agent': 'owner', 'content-type': 'application/json' }, body: body && JSON.stringify( body ),
	} );
	expect( answer.ok ).toBe( true );
}

const snapshotOf = ( calendar: number, entity: Record<string, unknown> = {} ) => ( calendarEvent( calendar, 1, { entity } ) as unknown as { data: { entity: Record<string, unknown> } } ).data.entity;
const compare = async ( site: TestSite, ...calendars: object[] ) => ( await site.call( 'POST', '/v1/compare', { body: { calendars } } ) ).body.items;
const idOf = async ( site: TestSite, calendar: number ): Promise<string> => ( await site.call( 'GET', `/v1/links?subject=calendar/${ calendar }` ) ).body.links[ 0 ].highLevelId;

test( 'each calendar is told how it stands', async () => {
	const [ same, other, lost, unsent ] = [ 71_001, 71_002, 71_003, 71_004 ];
	const site = await connectedSite();
	await start();
	for ( const [ sequence, calendar ] of [ [ 1, same ], [ 2, other ], [ 3, lost ] ] as const ) {
		await send( site, calendarEvent( calendar, sequence, { type: 'com.slotbridge.calendar.created', entity: { slug: `compare-${ calendar }` } } ) );
	}
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'delivered' } );
	await asOwner( site, 'DELETE', `/calendars/${ await idOf( site, lost ) }` );
	const found = await compare( site, ...[ same, other, lost, unsent ].map( ( calendar ) => snapshotOf( calendar, { slug: `compare-${ calendar }`, ...( calendar === other && { name: 'Changed on the site' } ) } ) ) );
	expect( found ).toMatchObject( [
		{ subject: `calendar/${ same }`, state: 'inStep', differs: [], kept: [] },
		{ subject: `calendar/${ other }`, state: 'differs', differs: [ 'Calendar name' ] },
		{ subject: `calendar/${ lost }`, state: 'gone' },
		{ subject: `calendar/${ unsent }`, state: 'notSent', highLevelId: null },
	] );
} );

test( 'what the owner set in HighLevel is in step and named', async () => {
	const calendar = 71_011;
	const site = await connectedSite();
	await start();
	await send( site, calendarEvent( calendar, 1, { type: 'com.slotbridge.calendar.created', entity: { slug: `compare-${ calendar }` } } ) );
	await reaches( site, { 1: 'delivered' } );
	const highLevelId = await idOf( site, calendar );
	const [ before ] = ( await sandbox.control( 'GET', '/state' ) ).body.calendars.filter( ( { id }: { id: string } ) => id === highLevelId );
	await asOwner( site, 'PUT', `/calendars/${ highLevelId }`, { name: before.name, description: before.description, slug: before.slug, eventColor: '#d50000' } );
	const [ found ] = await compare( site, snapshotOf( calendar, { slug: `compare-${ calendar }` } ) );
	expect( found.kept ).toContain( 'Colour' );
	expect( found.differs ).not.toContain( 'Colour' );
} );

test( 'a snapshot that the mapping cannot fill is said to be invalid, a broken question is refused', async () => {
	const site = await connectedSite();
	await start();
	expect( await compare( site, snapshotOf( 71_021, { type: 'round_robin', hosts: [] } ) ) ).toMatchObject( [ { state: 'invalid', reason: expect.stringContaining( 'host' ) } ] );
	expect( ( await site.call( 'POST', '/v1/compare', { body: { calendars: [] } } ) ).body.code ).toBe( 'body_invalid' );
} );
