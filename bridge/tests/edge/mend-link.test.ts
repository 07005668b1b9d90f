/** A linked calendar or group that was deleted in HighLevel: added anew by itself, or by the owner's word, or linked to another. */
import { expect, test } from 'vitest';
import { calendarEvent, groupEvent } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );
let id = 41_000;

type Owner = { token: string; locationId: string };

async function askMe( site: TestSite ): Promise<void> {
	const { body: { config } } = await site.call( 'GET', '/v1/config' );
	const policies = { ...config.policies, calendarGone: 'ask', groupGone: 'ask' };
	expect( ( await site.call( 'PUT', '/v1/config', { body: { ...config, policies } } ) ).body.config.policies ).toEqual( policies );
}

const linkOf = async ( site: TestSite, subject: string ) => ( await site.call( 'GET', `/v1/links?subject=${ subject }` ) ).body.links[ 0 ];
const mend = ( site: TestSite, body: object ) => site.call( 'POST', '/v1/links/mend', { body } );

/** A call by the owner's other tools. */
async function asOwner( { token }: Owner, method: string, path: string, body?: object ) {
	const answer = await fetch( sandbox.url + path, {
		method, headers: { authorization: `Bearer ${ token }`, version: '2021-04-15', 'user-agent': 'owner', 'content-type': 'application/json' }, body: body && JSON.stringify( body ),
	} );
	expect( answer.ok ).toBe( true );
	return answer.json();
}

const calendarsOf = async ( { locationId }: Owner ) => ( await sandbox.control( 'GET', '/state' ) ).body.calendars.filter( ( calendar: { locationId: string } ) => calendar.locationId === locationId );

async function withLostCalendar() {
	id += 10;
	const [ calendar, site ] = [ id, await connectedSite() ];
	await start();
	await askMe( site );
	await send( site, calendarEvent( calendar, 1, { type: 'com.slotbridge.calendar.created' } ) );
	await reaches( site, { 1: 'delivered' } );
	await asOwner( site, 'DELETE', `/calendars/${ ( await linkOf( site, `calendar/${ calendar }` ) ).highLevelId }` );
	await send( site, calendarEvent( calendar, 2, { entity: { name: 'Wanted' } } ) );
	await reaches( site, { 1: 'delivered', 2: 'waiting linked_gone' } );
	return { site, calendar, subject: `calendar/${ calendar }` };
}

test( 'asked, the owner has it added anew: the waiting change arrives, once', async () => {
	const { site, subject } = await withLostCalendar();
	expect( await calendarsOf( site ) ).toEqual( [] );
	expect( await linkOf( site, subject ) ).toMatchObject( { state: 'waiting', reasonCode: 'linked_gone', reason: expect.stringContaining( 'deleted in HighLevel' ) } );
	expect( ( await mend( site, { subject, action: 'recreate' } ) ).status ).toBe( 202 );
	await reaches( site, { 1: 'delivered', 2: 'delivered' } );
	expect( await calendarsOf( site ) ).toMatchObject( [ { name: 'Wanted' } ] );
	expect( ( await linkOf( site, subject ) ).state ).toBe( 'linked' );
} );

test( 'linked to another calendar: it is looked at first, gets what the site has and keeps what the owner set there', async () => {
	const { site, subject, calendar } = await withLostCalendar();
	const stranger = await connectedSite();
	const { calendar: foreign } = await asOwner( stranger, 'POST', '/calendars/', { locationId: stranger.locationId, name: 'Of another location' } );
	for ( const highLevelId of [ 'thereIsNoneOfThisId1', foreign.id ] ) {
		const refused = await mend( site, { subject, action: 'link', highLevelId } );
		expect( [ refused.status, refused.body.code ] ).toEqual( [ 404, 'not_found' ] );
		expect( refused.body.detail ).toContain( highLevelId );
	}
	expect( await linkOf( site, subject ) ).toMatchObject( { state: 'waiting' } );
	const { calendar: other } = await asOwner( site, 'POST', '/calendars/', { locationId: site.locationId, name: 'By hand', calendarType: 'event', notes: 'Kept' } );
	await send( site, calendarEvent( calendar + 1, 3, { type: 'com.slotbridge.calendar.created' } ) );
	await reaches( site, { 1: 'delivered', 2: 'waiting linked_gone', 3: 'delivered' } );
	const taken = await mend( site, { subject, action: 'link', highLevelId: ( await linkOf( site, `calendar/${ calendar + 1 }` ) ).highLevelId } );
	expect( [ taken.status, taken.body.code ] ).toEqual( [ 409, 'link_conflict' ] );
	expect( ( await mend( site, { subject, action: 'link', highLevelId: other.id } ) ).status ).toBe( 202 );
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'delivered' } );
	expect( await linkOf( site, subject ) ).toMatchObject( { state: 'linked', highLevelId: other.id } );
	expect( ( await calendarsOf( site ) ).find( ( found: { id: string } ) => found.id === other.id ) ).toMatchObject( { name: 'Wanted', notes: 'Kept', description: expect.stringContaining( 'SlotBridge ref' ) } );
} );

test( 'a group waits in the same way; without the wish to be asked both come back by themselves', async () => {
	id += 10;
	const [ group, site ] = [ id, await connectedSite() ];
	await start();
	await send( site, groupEvent( group, 1, { type: 'com.slotbridge.calendar-group.created' } ) );
	await reaches( site, { 1: 'delivered' } );
	const first = ( await linkOf( site, `calendar-group/${ group }` ) ).highLevelId;
	await asOwner( site, 'DELETE', `/calendars/groups/${ first }` );
	await send( site, groupEvent( group, 2 ) );
	await reaches( site, { 1: 'delivered', 2: 'delivered' } );
	const second = ( await linkOf( site, `calendar-group/${ group }` ) ).highLevelId;
	expect( second ).not.toBe( first );
	await askMe( site );
	await asOwner( site, 'DELETE', `/calendars/groups/${ second }` );
	await send( site, groupEvent( group, 3 ) );
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'waiting linked_gone' } );
	await mend( site, { subject: `calendar-group/${ group }`, action: 'recreate' } );
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'delivered' } );
} );

test( 'there is nothing to mend for what HighLevel never had, and for another site\'s calendar', async () => {
	const { subject } = await withLostCalendar();
	const other = await connectedSite();
	for ( const action of [ { action: 'recreate' }, { action: 'link', highLevelId: 'thereIsNoneOfThisId1' } ] ) {
		expect( ( await mend( other, { subject, ...action } ) ).body.code ).toBe( 'not_found' );
	}
	expect( ( await mend( other, { subject, action: 'burn' } ) ).body.code ).toBe( 'body_invalid' );
} );
