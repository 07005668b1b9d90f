/** A bridge whose operator took HIGHLEVEL_SANDBOX_URL away: what is switched to the sandbox waits, says why, and can go back to live. */
import { expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const live = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => live.url } );
const { start, connectedSite } = withDelivering( bridge, live );

test( 'changes wait with the reason, a test names it, and switched to live they are sent', async () => {
	const site = await connectedSite();
	const { id } = ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ];
	// As it was left when the bridge still had one.
	await bridge.database.db.updateTable( 'connection' ).set( { server: 'sandbox' } ).where( 'id', '=', id ).execute();
	await live.control( 'DELETE', '/requests' );
	await start();
	await send( site, calendarEvent( 71_000, 1 ) );
	await reaches( site, { 1: 'waiting sandbox_missing' } );
	const [ item ] = ( await site.call( 'GET', '/v1/activity' ) ).body.items;
	expect( item.reason ).toContain( 'Switch the location to live' );
	expect( ( await site.call( 'POST', `/v1/connections/${ id }/test` ) ).body ).toMatchObject( { code: 'sandbox_missing' } );
	expect( ( await site.call( 'GET', '/v1/connections' ) ).body ).toMatchObject( { connections: [ { server: 'sandbox', status: 'active' } ], offers: { sandbox: false } } );
	expect( await live.requests() ).toBe( 0 );
	expect( ( await site.call( 'GET', `/v1/connections/${ id }/switch` ) ).body ).toMatchObject( { server: 'live', sends: { calendars: 1, groups: 0 } } );
	expect( ( await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { server: 'live' } } ) ).body ).toMatchObject( { connection: { server: 'live' }, switched: { sends: { calendars: 1 } } } );
	await reaches( site, { 1: 'delivered' } );
} );
