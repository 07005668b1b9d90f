/** A bridge of the version before beside the tables of this one: what it accepts, claims, delivers and switches is right for both. */
import { expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { versionBefore, type OldEvent } from '../helpers/version-before.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const live = withSandbox();
const trial = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => live.url, more: () => ( { highLevelSandboxUrl: trial.url } ) } );
const { start, connectedSite } = withDelivering( bridge, live );

async function makeSite() {
	const site = await connectedSite();
	await trial.control( 'POST', '/tokens', { token: site.token, locationId: site.locationId } );
	const { id: connectionId } = ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ];
	return { site, connectionId, old: versionBefore( bridge.database.pool ) };
}

const parked = ( siteId: string ) => bridge.database.db.selectFrom( 'parked_link' ).select( [ 'highlevel_id', 'server' ] ).where( 'site_id', '=', siteId ).execute();

test( 'it claims and delivers what this one accepted, and this one reads it so', async () => {
	const { site, old } = await makeSite();
	const event = calendarEvent( 72_000, 1 );
	await send( site, event );
	await until( 'its lane is woken and claimed', async () => ( await old.claim() ).includes( 'calendar/72000' ) );
	await old.deliver( site.id, 'calendar/72000', 'byTheOldOne' );
	expect( ( await site.call( 'GET', '/v1/links' ) ).body.links ).toMatchObject( [ { subject: 'calendar/72000', state: 'linked', highLevelId: 'byTheOldOne', eventId: event.id } ] );
	await reaches( site, { 1: 'delivered' } );
} );

test( 'this one claims and delivers what it accepted, and it finds the link', async () => {
	const { site, connectionId, old } = await makeSite();
	await old.accept( site.id, calendarEvent( 72_010, 1 ) as unknown as OldEvent );
	await start();
	await reaches( site, { 1: 'delivered' } );
	const { highLevelId } = ( await site.call( 'GET', '/v1/links' ) ).body.links[ 0 ];
	expect( await old.findLink( site.id, 'calendar/72010', connectionId ) ).toMatchObject( { highlevel_id: highLevelId, state: 'linked' } );
} );

test( 'it neither names the server nor knows of parked links: its own switch keeps them apart all the same', async () => {
	const { site, connectionId, old } = await makeSite();
	const subject = 'calendar/72020';
	await old.accept( site.id, calendarEvent( 72_020, 1 ) as unknown as OldEvent );
	await old.deliver( site.id, subject, 'of live' );
	await old.switchTo( site.id, connectionId, 'sandbox' );
	expect( await old.findLink( site.id, subject, connectionId ) ).toBeUndefined();
	await old.accept( site.id, calendarEvent( 72_020, 2 ) as unknown as OldEvent );
	await old.deliver( site.id, subject, 'of the sandbox' );
	await old.switchTo( site.id, connectionId, 'live' );
	expect( await old.findLink( site.id, subject, connectionId ) ).toMatchObject( { highlevel_id: 'of live', applied_sequence: 1 } );
	expect( await parked( site.id ) ).toEqual( [ { highlevel_id: 'of the sandbox', server: 'sandbox' } ] );
	await old.switchTo( site.id, connectionId, 'live' );
	expect( await old.findLink( site.id, subject, connectionId ), 'written without a change' ).toMatchObject( { highlevel_id: 'of live' } );
	expect( ( await site.call( 'GET', `/v1/connections/${ connectionId }/switch` ) ).body, 'this one sees what is missing' ).toMatchObject( { there: { calendars: 1 }, sends: { calendars: 0 } } );
	await bridge.database.db.deleteFrom( 'connection' ).where( 'id', '=', connectionId ).execute();
	expect( await parked( site.id ) ).toEqual( [] );
} );
