/** The forecast: exact for given calls, learned from the site's own deliveries, and under a test account's smaller limits. */
import { expect, test } from 'vitest';
import { foretell } from '../../src/use-cases/forecast.ts';
import { calendarEvent, groupEvent } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );
const id = 61_000;

const usual = { calls: 99, windowMs: 10_000, daily: 200_000, usedToday: 0, dayEndsInMs: 3_600_000, learned: false };

test.for( [
	[ 'nothing', usual, 0, { seconds: 0, leftAfter: 198_000, summary: 'There is nothing to send. HighLevel takes 198,000 more calls today.' } ],
	[ 'one call', usual, 1, { seconds: 0, summary: 'This needs 1 call, less than a minute, and leaves 197,999 for today.' } ],
	[ 'what goes out at once', usual, 50, { seconds: 0 } ],
	[ 'one interval\'s calls', usual, 99, { seconds: 10 } ],
	[ 'half of what is paced', usual, 75, { seconds: 6 } ],
	[ 'ten intervals\' calls', usual, 990, { seconds: 100 } ],
	[ 'an import', usual, 8_412, { seconds: 850, leftAfter: 189_588, fitsToday: true, summary: 'This needs 8,412 calls, about 14 minutes, and leaves 189,588 for today.' } ],
	[ 'the same for a test account', { ...usual, calls: 24, daily: 10_000, learned: true }, 8_412, { seconds: 3_505, leftAfter: 1_488, summary: 'This needs 8,412 calls, about 58 minutes, and leaves 1,488 for today.' } ],
	[ 'all of the day', { ...usual, usedToday: 190_000 }, 8_000, { fitsToday: true, leftAfter: 0 } ],
	[ 'one more than the day has', { ...usual, usedToday: 190_000 }, 8_001, { fitsToday: false, seconds: 3_600, leftAfter: 0, summary: 'This needs 8,001 calls. HighLevel takes 8,000 more today and 198,000 a day; the rest goes on after midnight UTC by itself, so it takes about 60 minutes.' } ],
	[ 'three days\' calls', { ...usual, usedToday: 190_000 }, 8_000 + 198_000 + 198_000 + 50, { seconds: 3_600 + 2 * 86_400 } ],
] as const )( '%s', ( [ , state, calls, told ] ) => {
	expect( foretell( state, { changes: 0, calls } ) ).toMatchObject( { calls, ...told } );
} );

test( 'what waits is counted by entity, at what the site\'s deliveries really take, under the limits that HighLevel told', async () => {
	const site = await connectedSite();
	await sandbox.control( 'PUT', '/limits', { max: 25, intervalMs: 10_000, daily: 10_000 } );
	await start();
	await send( site, calendarEvent( id, 1, { type: 'com.slotbridge.calendar.created' } ), groupEvent( id, 2, { type: 'com.slotbridge.calendar-group.created' } ) );
	await reaches( site, { 1: 'delivered', 2: 'delivered' } );
	const { body: { requests } } = await sandbox.control( 'GET', '/requests' );
	const made = ( pattern: RegExp ) => requests.filter( ( request: { locationId: string; path: string; at: string; operation: string } ) => request.locationId === site.locationId && pattern.test( request.operation ) ).length;
	const { body: { items } } = await site.call( 'GET', '/v1/activity' );
	const calls = await Promise.all( items.map( async ( item: { id: string } ) => {
		const { body: { runs } } = await site.call( 'GET', `/v1/activity/${ item.id }` );
		return runs[ 0 ].steps.flatMap( ( step: { attempts: object[] } ) => step.attempts ).length;
	} ) );
	expect( made( /^create-calendar$/ ) ).toBe( 1 );

	const { body: planned } = await site.call( 'GET', '/v1/forecast?calendars=10&groups=3' );
	const [ group, calendar ] = items[ 0 ].entity === 'calendar' ? [ calls[ 1 ], calls[ 0 ] ] : [ calls[ 0 ], calls[ 1 ] ];
	expect( planned ).toMatchObject( { changes: 13, calls: 10 * calendar + 3 * group, limit: { calls: 24, intervalMs: 10_000, daily: 10_000, learned: true } } );
	expect( planned.seconds ).toBe( Math.ceil( planned.calls / 24 * 10 ) );

	await site.call( 'PATCH', '/v1/pauses', { body: { scope: 'site', paused: true } } );
	await send( site, calendarEvent( id, 3 ), calendarEvent( id, 4 ), calendarEvent( id + 1, 5 ) );
	expect( ( await site.call( 'GET', '/v1/forecast' ) ).body ).toMatchObject( { changes: 2, calls: 2 * calendar } );
	expect( ( await site.call( 'GET', '/v1/forecast?calls=4' ) ).body ).toMatchObject( { changes: 0, calls: 4, fitsToday: true } );
} );

test( 'without a connection there is no limit to reckon with; nonsense is refused', async () => {
	const site = await bridge.pair();
	expect( ( await site.call( 'GET', '/v1/forecast' ) ).body.code ).toBe( 'connection_missing' );
	expect( ( await site.call( 'GET', '/v1/forecast?calls=-1' ) ).body.code ).toBe( 'body_invalid' );
} );
