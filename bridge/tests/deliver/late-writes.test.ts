/** Writes that HighLevel carries out after the bridge has given up waiting: nothing newer may be overwritten, nothing made twice. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { calendarSnapshot } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { ending } from './scene.ts';
import { withScene } from './with-scene.ts';

const { database, scene } = withScene();

/** A second more than the bridge waits for an answer. */
const slow = { kind: 'slow', ms: 11_000 };

const names = async (): Promise<unknown[]> => ( await scene.remote() ).calendars.map( ( calendar ) => calendar.name );

test( 'a change waits until an earlier one that was not answered cannot take effect any more', { timeout: 60_000 }, async () => {
	await scene.save( 'calendar', calendarSnapshot( 9001 ), 'created' );
	await scene.fault( { ...slow, match: { method: 'PUT' } } );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( 9001, { name: 'Second' } ) ) ) ).toBe( 'retry highlevel_timeout' );
	const third = await scene.save( 'calendar', calendarSnapshot( 9001, { name: 'Third' } ) );
	expect( ending( third ) ).toBe( 'retry highlevel_timeout' );
	expect( third.outcome ).toMatchObject( { afterMs: expect.toSatisfy( ( ms: number ) => ms > 0 && ms <= 10_000 ) } );
	await until( 'HighLevel has the second name after all', async () => ( await names() )[ 0 ] === 'Second' );
	expect( await scene.requests( 'PUT' ) ).toHaveLength( 1 );
	await sql`UPDATE link SET base = jsonb_set(base, '{lateUntil}', '1') WHERE site_id = ${ scene.siteId }`.execute( database.db );
	expect( ending( await scene.deliver( third.eventId ) ) ).toBe( 'delivered' );
	expect( await names() ).toEqual( [ 'Third' ] );
} );

test( 'a create that HighLevel carries out late is adopted, not repeated', { timeout: 60_000 }, async () => {
	await scene.fault( { ...slow, match: { method: 'POST', path: '^/calendars/?$' } } );
	const first = await scene.save( 'calendar', calendarSnapshot( 9002 ), 'created' );
	expect( ending( first ) ).toBe( 'retry highlevel_timeout' );
	expect( ending( await scene.deliver( first.eventId ) ) ).toBe( 'retry highlevel_timeout' );
	await until( 'HighLevel has added it after all', async () => ( await names() ).length > 0 );
	await scene.letTimePass();
	expect( ending( await scene.deliver( first.eventId ) ) ).toBe( 'delivered' );
	expect( await names() ).toHaveLength( 1 );
} );
