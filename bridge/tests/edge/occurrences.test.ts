/** What happened to members, by HTTP: taken, noted in words and delivered without HighLevel; and what must not see it. */
import { eventTypes } from '@slotbridge/catalogue';
import { expect, test } from 'vitest';
import { calendarEvent, memberEvent, memberSnapshot } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );

test( 'without any connection it is delivered, and Activity says in words that nothing is set to happen', async () => {
	const site = await bridge.pair();
	await start();
	await send( site, memberEvent( 5, 1, { entity: { name: 'Ana Bell' } } ), memberEvent( 5, 2, { type: 'com.slotbridge.user.logged-in', changed: [], entity: { name: '' } } ), calendarEvent( 5, 3 ) );
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'waiting connection_missing' } );
	const { body: { items } } = await site.call( 'GET', '/v1/activity?entity=member' );
	expect( items.map( ( item: { title: string } ) => item.title ).toSorted() ).toEqual( [ 'Member "Ana Bell" got a tag: Gold', 'Member "member-5" logged in' ] );
	expect( items[ 0 ] ).toMatchObject( { entity: 'member', subject: 'member/5', attempts: 1, locationId: null, highLevelId: null } );
	const tagged = items.find( ( item: { sequence: number } ) => item.sequence === 1 );
	const { body: { event, runs } } = await site.call( 'GET', `/v1/activity/${ tagged.id }` );
	expect( event.data ).toEqual( { entity: memberSnapshot( 5, { name: 'Ana Bell' } ), changed: [ 'tags' ], detail: { tag: { id: '12', name: 'Gold' } } } );
	expect( runs ).toMatchObject( [ { workflow: 'occurrence.answer', state: 'succeeded', steps: [ { state: 'skipped', attempts: [], summary: 'Nothing is set to happen for the trigger "A member got a tag". It was noted, and nothing was sent to HighLevel.' } ] } ] );
	expect( ( await site.call( 'GET', '/v1/activity?entity=calendar' ) ).body.items ).toHaveLength( 1 );
	expect( ( await site.call( 'GET', '/v1/activity?q=ana' ) ).body.items ).toHaveLength( 1 );
} );

test( 'a paused site holds it, untried and in order; links, forecast and repairs know nothing of members', async () => {
	const site = await connectedSite();
	await start();
	await site.call( 'PATCH', '/v1/pauses', { body: { scope: 'site', paused: true } } );
	await send( site, memberEvent( 6, 1 ), memberEvent( 6, 2 ) );
	await reaches( site, { 1: 'waiting site_paused', 2: 'pending' } );
	expect( ( await site.call( 'GET', '/v1/activity?state=waiting' ) ).body.items[ 0 ].attempts ).toBe( 0 );
	expect( ( await site.call( 'GET', '/v1/links' ) ).body ).toEqual( { links: [], next: null } );
	expect( ( await site.call( 'GET', '/v1/forecast' ) ).body ).toMatchObject( { changes: 0, calls: 0 } );
	expect( ( await site.call( 'POST', '/v1/links/mend', { body: { subject: 'member/6', action: 'recreate' } } ) ).status ).toBe( 422 );
	await site.call( 'PATCH', '/v1/pauses', { body: { scope: 'site', paused: false } } );
	await reaches( site, { 1: 'delivered', 2: 'delivered' } );
	expect( await bridge.database.db.selectFrom( 'callback' ).select( 'id' ).where( 'site_id', '=', site.id ).execute() ).toEqual( [] );
} );

test( 'a detail beyond 96 KiB, a field that the schema does not list and a subject of another kind are refused', async () => {
	const site = await bridge.pair();
	const answer = await site.call( 'POST', '/v1/events', {
		mediaType: 'application/cloudevents-batch+json',
		body: [
			memberEvent( 1, 1, { detail: { text: 'é'.repeat( 49_200 ) } } ),
			memberEvent( 2, 2, { entity: { user_pass: '$P$B' } } ),
			{ ...memberEvent( 3, 3 ), subject: 'calendar/3' },
			memberEvent( 4, 4, { detail: { text: 'é'.repeat( 40_000 ) } } ),
		],
	} );
	expect( answer.body.accepted ).toHaveLength( 1 );
	expect( answer.body.rejected ).toMatchObject( [
		{ code: 'event_invalid', errors: [ { pointer: '/0/data/detail' } ] },
		{ code: 'event_invalid', detail: expect.stringContaining( 'user_pass' ) },
		{ code: 'event_invalid', errors: [ { pointer: '/2/subject' } ] },
	] );
} );

test( 'all types of one entity agree on what two of its events are to each other, and each is told in words', () => {
	for ( const [ entity, types ] of Map.groupBy( eventTypes, ( known ) => known.entity ) ) {
		expect( new Set( types.map( ( known ) => known.coalesces ) ).size, entity ).toBe( 1 );
	}
	expect( new Set( eventTypes.map( ( known ) => known.type ) ).size ).toBe( eventTypes.length );
	expect( eventTypes.filter( ( known ) => known.title === '' || known.name === '' || known.description === '' ) ).toEqual( [] );
	expect( eventTypes.filter( ( known ) => known.entity === 'member' && ! known.sends.includes( 'profile' ) ) ).toEqual( [] );
} );
