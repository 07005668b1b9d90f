/** What a delivery makes of everything that goes wrong at HighLevel: nothing is doubled, nothing is lost, the reason is plain. */
import { beforeEach, expect, test } from 'vitest';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { ending, makeScene } from './scene.ts';
import { withScene } from './with-scene.ts';

const { database, sandbox, scene } = withScene();
let id = 2000;

beforeEach( () => {
	id += 1;
} );

const reminders = [ { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } } ];

test.for( [
	[ 'the connection is cut after HighLevel has added it', { kind: 'cut-after-commit' }, 'retry highlevel_unreachable' ],
	[ 'the answer is broken JSON', { kind: 'broken-json' }, 'retry highlevel_answer_unreadable' ],
] as const )( 'a create where %s leads to one calendar, linked', async ( [ , fault, end ] ) => {
	await scene.fault( { ...fault, match: { method: 'POST', path: '^/calendars/?$' } } );
	const first = await scene.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	expect( ending( first ) ).toBe( end );
	// Time for HighLevel to finish what it may still be busy with.
	expect( first.outcome ).toMatchObject( { afterMs: expect.toSatisfy( ( ms: number ) => ms >= 5_000 ) } );
	expect( first.link ).toMatchObject( { state: 'failing', highLevelId: null } );
	const second = await scene.deliver( first.eventId );
	expect( ending( second ) ).toBe( 'delivered' );
	const { calendars, notifications, eventSchedules } = await scene.remote();
	expect( [ calendars.length, notifications.length, eventSchedules.length ] ).toEqual( [ 1, 1, 1 ] );
	expect( second.link ).toMatchObject( { state: 'linked', highLevelId: calendars[ 0 ].id } );
	expect( second.runs.map( ( run ) => run.state ) ).toEqual( [ 'retrying', 'succeeded' ] );
	expect( second.steps.find( ( step ) => step.name === 'find-calendar' )!.summary ).toContain( 'earlier try' );
	expect( ( await scene.callbacks() ).map( ( link ) => link.state ) ).toEqual( [ 'failing', 'linked' ] );
} );

test.for( [
	[ 'reminders', '/notifications$' ],
	[ 'schedule', '/schedules/event-calendar/' ],
] as const )( 'a cut after the %s was written doubles nothing', async ( [ , path ] ) => {
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'POST', path } } );
	const first = await scene.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	expect( ending( first ) ).toBe( 'retry highlevel_unreachable' );
	expect( ending( await scene.deliver( first.eventId ) ) ).toBe( 'delivered' );
	const { calendars, notifications, eventSchedules } = await scene.remote();
	expect( [ calendars.length, notifications.length, eventSchedules.length ] ).toEqual( [ 1, 1, 1 ] );
} );

test( 'a group whose create was cut is adopted too', async () => {
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'POST', path: '^/calendars/groups$' } } );
	const first = await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	expect( ending( first ) ).toBe( 'retry highlevel_unreachable' );
	expect( ending( await scene.deliver( first.eventId ) ) ).toBe( 'delivered' );
	const { groups } = await scene.remote();
	expect( groups ).toHaveLength( 1 );
} );

test( 'an update that was cut is read again and done', async () => {
	await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'PUT' } } );
	const first = await scene.save( 'calendar', calendarSnapshot( id, { name: 'New' } ) );
	expect( ending( first ) ).toBe( 'retry highlevel_unreachable' );
	expect( ending( await scene.deliver( first.eventId ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars ).toMatchObject( [ { name: 'New' } ] );
} );

test.for( [
	[ { kind: 'server-error', status: 503 }, 'retry highlevel_unavailable', true ],
	[ { kind: 'html-error' }, 'retry highlevel_unavailable', true ],
	[ { kind: 'cut-before' }, 'retry highlevel_unreachable', true ],
	[ { kind: 'answer', status: 408, body: {} }, 'retry highlevel_timeout', true ],
	[ { kind: 'answer', status: 302, body: {} }, 'retry highlevel_answer_unreadable', true ],
	[ { kind: 'answer', status: 403, body: 'error code: 1010' }, 'retry highlevel_unreachable', false ],
	[ { kind: 'answer', status: 403, body: { message: 'The token does not have access to this location.' } }, 'waiting highlevel_location_forbidden', false ],
	[ { kind: 'answer', status: 422, body: { message: [ 'property x should not exist', 'name must be a string' ] } }, 'dead highlevel_refused', false ],
	[ { kind: 'answer', status: 400, body: { message: 'Calendar slug is already taken' } }, 'dead highlevel_slug_taken', false ],
	[ { kind: 'answer', status: 409, body: { message: 'Conflict' } }, 'dead highlevel_refused', false ],
	[ { kind: 'answer', status: 401, body: { message: 'version header is invalid' } }, 'dead highlevel_version_refused', false ],
] as const )( 'the create is answered %o: %s', async ( [ fault, end, ambiguous ] ) => {
	await scene.fault( { ...fault, match: { method: 'POST', path: '^/calendars/?$' } } );
	const told = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( end );
	expect( told.runs[ 0 ] ).toMatchObject( { reason_code: end.split( ' ' )[ 1 ], state: end.startsWith( 'dead' ) ? 'failed' : 'retrying' } );
	expect( told.steps.at( -1 ) ).toMatchObject( { name: 'create-calendar', state: 'failed' } );
	expect( told.steps.at( -1 )!.attempts[ 0 ] ).toMatchObject( { error_code: end.split( ' ' )[ 1 ] } );
	if ( ambiguous ) {
		// It may still appear: a second create must not go out yet.
		expect( ending( await scene.deliver( told.eventId ) ) ).toBe( 'retry highlevel_timeout' );
		await scene.letTimePass();
	}
	expect( ending( await scene.deliver( told.eventId ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars ).toHaveLength( 1 );
	expect( ( await scene.requests( 'POST' ) ).filter( ( request ) => request.path === '/calendars/' ) ).toHaveLength( 1 );
} );

test( 'HighLevel\'s own words of a 422 are told, all of them', async () => {
	await scene.fault( { kind: 'answer', status: 422, body: { message: [ 'property x should not exist', 'name must be a string' ] }, match: { method: 'POST' } } );
	const { outcome } = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( outcome ).toMatchObject( { reason: 'HighLevel refused to add a calendar: property x should not exist; name must be a string' } );
} );

test( 'a 429 is obeyed: the pause is the one that HighLevel asks for, and the location is blocked so long', async () => {
	await scene.fault( { kind: 'rate-limit', match: { method: 'POST' } } );
	const told = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( 'retry highlevel_rate_limited' );
	expect( told.outcome ).toMatchObject( { afterMs: 10_000 } );
	const budget = scene.deps.budget as unknown as { blockedLocations(): Promise<string[]> };
	expect( await budget.blockedLocations() ).toContain( scene.locationId );
} );

test( 'a wrong token breaks the connection, and everything waits until it is mended', async () => {
	const wrong = await makeScene( database, sandbox, { token: 'pit-00000000-0000-4000-8000-00000000dead' } );
	const told = await wrong.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( 'waiting highlevel_token_invalid' );
	expect( told.outcome ).toMatchObject( { reason: expect.stringContaining( 'does not know this private integration token' ) } );
	expect( JSON.stringify( told ) ).not.toContain( '00000000dead' );
	const row = await database.db.selectFrom( 'connection' ).selectAll().where( 'id', '=', wrong.connectionId ).executeTakeFirstOrThrow();
	expect( row ).toMatchObject( { status: 'broken', status_code: 'highlevel_token_invalid' } );
	const next = await wrong.save( 'calendar', calendarSnapshot( id + 500 ), 'created' );
	expect( ending( next ) ).toBe( 'waiting connection_broken' );
	expect( next.steps ).toEqual( [] );
	await database.db.updateTable( 'connection' ).set( { token: `sealed:${ wrong.token }`, status: 'active' } ).where( 'id', '=', wrong.connectionId ).execute();
	expect( ending( await wrong.deliver( told.eventId ) ) ).toBe( 'delivered' );
} );

test.for( [
	[ { kind: 'token-revoked' }, 'highlevel_token_invalid' ],
	[ { kind: 'answer', status: 401, body: { message: 'Invalid JWT' } }, 'highlevel_token_invalid' ],
	[ { kind: 'answer', status: 401, body: { message: 'This token\'s user type is not yet supported!' } }, 'highlevel_token_kind' ],
] as const )( '%o in the middle of the work also breaks the connection', async ( [ fault, code ] ) => {
	await scene.fault( { ...fault, match: { method: 'POST', path: '/event-calendar/' } } );
	const told = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( `waiting ${ code }` );
	const row = await database.db.selectFrom( 'connection' ).select( 'status' ).where( 'id', '=', scene.connectionId ).executeTakeFirstOrThrow();
	expect( row.status ).toBe( 'broken' );
	expect( told.link ).toMatchObject( { state: 'waiting', highLevelId: expect.any( String ) } );
} );

test( 'a missing scope is named with what it is for; the connection stays, and the work goes on once it is ticked', async () => {
	const poor = await makeScene( database, sandbox, { scopes: [ 'calendars.readonly', 'calendars.write', 'calendars/groups.readonly', 'calendars/groups.write' ] } );
	const told = await poor.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	expect( ending( told ) ).toBe( 'waiting highlevel_scope_missing' );
	expect( told.outcome ).toMatchObject( { reason: expect.stringMatching( /calendars\/events\.readonly.*reminders/ ) } );
	const row = await database.db.selectFrom( 'connection' ).select( 'status' ).where( 'id', '=', poor.connectionId ).executeTakeFirstOrThrow();
	expect( row.status ).toBe( 'active' );
	await sandbox.control( 'PUT', `/tokens/${ poor.token }/scopes`, { scopes: [ 'calendars.readonly', 'calendars.write', 'calendars/events.readonly', 'calendars/events.write' ] } );
	expect( ending( await poor.deliver( told.eventId ) ) ).toBe( 'delivered' );
	const { calendars, notifications } = await poor.remote();
	expect( [ calendars.length, notifications.length ] ).toEqual( [ 1, 1 ] );
} );

test( 'a slug that a calendar made in HighLevel already has is told in plain words, and nothing is added', async () => {
	await scene.call( 'POST', '/calendars/', { locationId: scene.locationId, name: 'The old one', slug: `calendar-${ id }`, calendarType: 'event' } );
	const told = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( 'dead highlevel_slug_taken' );
	expect( told.outcome ).toMatchObject( { reason: expect.stringContaining( '"The old one"' ) } );
	expect( told.link ).toMatchObject( { state: 'failing', reasonCode: 'highlevel_slug_taken' } );
	expect( ( await scene.remote() ).calendars ).toHaveLength( 1 );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, { slug: `another-${ id }` } ) ) ) ).toBe( 'delivered' );
} );

test( 'hosts that HighLevel would refuse are refused before anything is sent', async () => {
	const told = await scene.save( 'calendar', calendarSnapshot( id, { type: 'round_robin' } ), 'created' );
	expect( ending( told ) ).toBe( 'dead mapping_invalid' );
	expect( told.outcome ).toMatchObject( { reason: expect.stringContaining( 'needs at least one host' ) } );
	expect( await scene.requests() ).toEqual( [] );
} );

test( 'a value that HighLevel takes and does not keep is noticed; after five tries it is given up', async () => {
	await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	await scene.fault( { kind: 'answer', status: 200, body: { calendar: {} }, match: { method: 'PUT' }, times: 0 } );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { name: 'Lost' } ) );
	expect( ending( told ) ).toBe( 'retry highlevel_read_back_differs' );
	expect( told.outcome ).toMatchObject( { reason: 'HighLevel took the change but did not keep: name.' } );
	for ( let attempt = 2; attempt < 5; attempt++ ) {
		expect( ending( await scene.deliver( told.eventId ) ) ).toBe( 'retry highlevel_read_back_differs' );
	}
	expect( ending( await scene.deliver( told.eventId ) ) ).toBe( 'dead highlevel_read_back_differs' );
	expect( ( await scene.callbacks() ).map( ( link ) => link.state ) ).toEqual( [ 'linked', 'failing', 'failing' ] );
} );

test( 'without a connection, or with a paused one, it waits', async () => {
	await database.db.updateTable( 'connection' ).set( { status: 'paused' } ).where( 'id', '=', scene.connectionId ).execute();
	const paused = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( paused ) ).toBe( 'waiting connection_paused' );
	await database.db.deleteFrom( 'connection' ).where( 'id', '=', scene.connectionId ).execute();
	expect( ending( await scene.deliver( paused.eventId ) ) ).toBe( 'waiting connection_missing' );
	expect( await scene.requests() ).toEqual( [] );
} );

test( 'a stop while HighLevel is still adding it: the event is taken up again and finds its calendar, though it came late', async () => {
	await scene.fault( { kind: 'slow', ms: 2_000, match: { method: 'POST', path: '^/calendars/?$' } } );
	const stop = new AbortController();
	const eventId = await scene.note( 'calendar', calendarSnapshot( id ), 'created' );
	const running = scene.deliver( eventId, stop.signal );
	await expect.poll( async () => ( await sandbox.control( 'GET', '/requests?method=POST&path=^/calendars/$' ) ).body.requests.at( -1 )?.body?.slug, { timeout: 20_000 } ).toBe( `calendar-${ id }` );
	stop.abort( new Error( 'The bridge stops.' ) );
	const told = await running;
	expect( ending( told ) ).toBe( 'retry not_ready' );
	expect( told.runs[ 0 ]!.state ).toBe( 'interrupted' );
	expect( ending( await scene.deliver( eventId ) ) ).toBe( 'retry highlevel_timeout' );
	await expect.poll( async () => ( await scene.remote() ).calendars.length, { timeout: 20_000 } ).toBe( 1 );
	expect( ending( await scene.deliver( eventId ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars ).toHaveLength( 1 );
} );
