/** What the bridge keeps about one person is given out and erased; nobody else's is touched. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { withBridge, type TestSite } from './helpers.ts';

const bridge = withBridge();
let site: TestSite;
const email = 'ana@example.com';

beforeEach( async () => {
	site = await bridge.pair();
} );

interface Kept {
	subject?: string;
	state?: string;
	data?: unknown;
	/** Bodies of exchanges. */
	response?: unknown;
	url?: string;
	of?: TestSite;
}

/** An event with a run, a step and an exchange, as a delivery leaves them. */
async function keep( { subject = 'member/12', state = 'delivered', data = { entity: { id: 12, name: 'Ana', email }, changed: [] }, response = null, url = 'https://hl.example/contacts', of = site }: Kept = {} ): Promise<string> {
	const { db } = bridge.database;
	const [ id, run, step ] = [ randomUUID(), randomUUID(), randomUUID() ];
	await db.insertInto( 'event' ).values( { id, site_id: of.id, type: 'com.slotbridge.member.synced', subject, sequence: 1, time: new Date(), data: JSON.stringify( data ) as never, entity_name: 'Ana', state: state as 'dead', finished_at: new Date() } ).execute();
	await db.insertInto( 'run' ).values( { id: run, event_id: id, site_id: of.id, workflow: 'w', state: 'succeeded' } ).execute();
	await db.insertInto( 'step' ).values( { id: step, run_id: run, position: 1, name: 's', title: 'S', state: 'succeeded' } ).execute();
	await db.insertInto( 'attempt' ).values( { id: randomUUID(), step_id: step, operation: 'o', method: 'GET', url, request_headers: '{}', response_body: JSON.stringify( response ) as never, duration_ms: 1 } ).execute();
	return id;
}

/** All that the database holds of this address, as text. */
async function traces( of: TestSite = site ): Promise<string> {
	const { rows } = await sql<{ all: string | null }>`
		SELECT concat_ws(' ',
			(SELECT string_agg(concat_ws(' ', subject, entity_name, data), ' ') FROM event WHERE site_id = ${ of.id }),
			(SELECT string_agg(concat_ws(' ', attempt.url, attempt.response_body), ' ') FROM attempt JOIN step ON step.id = attempt.step_id JOIN run ON run.id = step.run_id WHERE run.site_id = ${ of.id }),
			(SELECT string_agg(body::text, ' ') FROM callback WHERE site_id = ${ of.id }),
			(SELECT string_agg(subject, ' ') FROM link WHERE site_id = ${ of.id }),
			(SELECT string_agg(detail, ' ') FROM alert_incident WHERE site_id = ${ of.id })
		) AS all`.execute( bridge.database.db );
	return rows[ 0 ]!.all ?? '';
}

const erase = async ( body: object = {}, of: TestSite = site ) => {
	const answer = await of.call( 'POST', '/v1/members/erase', { body: { subject: 'member/12', email, ...body } } );
	expect( answer.status ).toBe( 200 );
	return answer.body as { erased: number; busy: number; next: string | null };
};

test.each( [ 'pending', 'retrying', 'waiting', 'delivered', 'superseded', 'dead' ] )( 'a member\'s event that is %s goes, with all that hangs on it', async ( state ) => {
	const attempts = () => bridge.database.db.selectFrom( 'attempt' ).select( 'id' ).execute();
	const before = await attempts();
	await keep( { state, response: { contact: { email } } } );
	expect( await erase() ).toEqual( { erased: 1, busy: 0, next: null } );
	expect( await traces() ).toBe( '' );
	expect( await attempts() ).toEqual( before );
} );

test( 'one that is being delivered stays and is counted; the next call takes it', async () => {
	const id = await keep( { state: 'running' } );
	expect( await erase() ).toMatchObject( { erased: 0, busy: 1 } );
	await bridge.database.db.updateTable( 'event' ).set( { state: 'delivered' } ).where( 'id', '=', id ).execute();
	expect( await erase() ).toEqual( { erased: 1, busy: 0, next: null } );
} );

test( 'links, callbacks and names in alerts go as well', async () => {
	await keep();
	await bridge.database.db.insertInto( 'callback' ).values( { id: randomUUID(), site_id: site.id, body: JSON.stringify( { type: 'link.updated', data: { subject: 'member/12' } } ) as never, next_attempt_at: new Date() } ).execute();
	await bridge.database.db.insertInto( 'alert_incident' ).values( { id: randomUUID(), site_id: site.id, rule: 'queueAge', key: '', title: 't', detail: 'The oldest is "Ana".', mark: '' } ).execute();
	await erase();
	expect( await traces() ).toBe( 'The oldest is "[erased]".' );
} );

test( 'the address goes out of exchanges about other things, and nobody else\'s does', async () => {
	const others = { list: [ { email: 'ANA@example.com' }, { email: 'joana@example.com' }, { email: 'ana@example.com.au' }, { email: 'x.ana@example.com' }, { note: `<${ email }>, ana@example.com.` } ] };
	await keep( { subject: 'calendar/1', data: { entity: { id: 1 }, changed: [] }, response: others, url: 'https://hl.example/contacts?query=ana%40example.com&limit=1' } );
	await keep( { subject: 'member/13', data: { entity: { id: 13, email: 'joana@example.com' }, changed: [] } } );
	expect( await erase() ).toMatchObject( { erased: 1, busy: 0 } );
	const left = await traces();
	expect( left ).toContain( '?query=[erased]&limit=1' );
	expect( left ).toContain( '<[erased]>, [erased].' );
	for ( const other of [ '"joana@example.com"', '"ana@example.com.au"', '"x.ana@example.com"', 'member/13' ] ) {
		expect( left ).toContain( other );
	}
	expect( left.replaceAll( /[a-z.]+ana@|joana@|ana@example\.com\.au/g, '' ) ).not.toMatch( /ana@example\.com/i );
} );

test( 'what names the address and is not delivered yet is not altered, and is counted', async () => {
	const id = await keep( { subject: 'inbound/1', state: 'waiting', data: { entity: { id: 1, body: { email } }, changed: [] } } );
	expect( await erase() ).toMatchObject( { busy: 1 } );
	expect( await traces() ).toContain( email );
	await bridge.database.db.updateTable( 'event' ).set( { state: 'dead' } ).where( 'id', '=', id ).execute();
	expect( await erase() ).toMatchObject( { erased: 1, busy: 0 } );
	expect( await traces() ).not.toContain( email );
} );

test( 'a user who is gone from the site is found by the address', async () => {
	await keep();
	await keep( { subject: 'member/13', data: { entity: { id: 13, email: 'joana@example.com' }, changed: [] } } );
	expect( ( await site.call( 'POST', '/v1/members/export', { body: { subject: null, email } } ) ).body.events ).toHaveLength( 1 );
	expect( await erase( { subject: null, email: 'Ana@Example.com' } ) ).toMatchObject( { erased: 1 } );
	expect( await traces() ).not.toContain( 'member/12' );
	expect( await traces() ).toContain( 'member/13' );
} );

test( 'another site\'s member with the same number and address is not touched', async () => {
	const other = await bridge.pair();
	await keep( { of: other, response: { email } } );
	await erase();
	expect( await traces( other ) ).toContain( `"email": "${ email }"` );
	expect( ( await site.call( 'POST', '/v1/members/export', { body: { subject: 'member/12', email } } ) ).body ).toEqual( { events: [], mentions: [], next: null } );
} );

test( 'an export has the member\'s events in full, and only the number of other exchanges', async () => {
	const own = await keep( { response: { contact: { email } } } );
	const other = await keep( { subject: 'calendar/1', data: { entity: { id: 1 }, changed: [] }, response: { list: [ { email }, { email: 'bo@example.com' } ] } } );
	const first = ( await site.call( 'POST', '/v1/members/export', { body: { subject: 'member/12', email } } ) ).body;
	expect( first.events ).toEqual( [ expect.objectContaining( { id: own, data: { entity: { id: 12, name: 'Ana', email }, changed: [] }, exchanges: [ expect.objectContaining( { response: { contact: { email } } } ) ] } ) ] );
	const second = ( await site.call( 'POST', '/v1/members/export', { body: { subject: 'member/12', email, after: first.next } } ) ).body;
	expect( second.events ).toEqual( [] );
	const third = second.next === null ? second : ( await site.call( 'POST', '/v1/members/export', { body: { subject: 'member/12', email, after: second.next } } ) ).body;
	expect( third.mentions ).toEqual( [ expect.objectContaining( { id: other, inData: false, exchanges: 1 } ) ] );
	expect( JSON.stringify( third ) ).not.toContain( 'bo@example.com' );
} );

test( 'more than one call holds is erased over several', async () => {
	await sql`INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name, state, finished_at)
		SELECT gen_random_uuid(), ${ site.id }, 't', 'member/12', n, now(), '{"entity": {}}', 'Ana', 'delivered', now() FROM generate_series(1, 1201) AS n`.execute( bridge.database.db );
	await sql`INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name, state, finished_at)
		SELECT gen_random_uuid(), ${ site.id }, 't', 'inbound/1', n, now(), jsonb_build_object('email', ${ email }::text), 'x', 'delivered', now() FROM generate_series(1, 1500) AS n`.execute( bridge.database.db );
	let [ erased, calls, after ]: [ number, number, string | null ] = [ 0, 0, null ];
	do {
		const part = await erase( { after } );
		erased += part.erased;
		after = part.next;
		calls += 1;
	} while ( after !== null );
	expect( [ erased, calls ] ).toEqual( [ 2_701, 4 ] );
	expect( await traces() ).not.toContain( email );
}, 30_000 );

test( 'the address is in no log', async () => {
	await keep();
	await erase();
	expect( bridge.logged ).toContain( 'Personal data was erased' );
	expect( bridge.logged ).not.toContain( email );
} );

test.each( [ [ 'another subject', { subject: 'calendar/1', email } ], [ 'no address', { subject: 'member/1', email: '' } ], [ 'a wildcard', { subject: 'member/%', email } ], [ 'no subject', { email } ] ] )( '%s is refused', async ( _name, body ) => {
	expect( ( await site.call( 'POST', '/v1/members/erase', { body } ) ).body.code ).toBe( 'body_invalid' );
	expect( ( await site.call( 'POST', '/v1/members/export', { body } ) ).body.code ).toBe( 'body_invalid' );
} );
