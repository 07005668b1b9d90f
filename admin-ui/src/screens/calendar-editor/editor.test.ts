/** The sentences beside the form: how a calendar stands with HighLevel, and where its time zone goes. */
import { describe, expect, it } from 'vitest';
import type { ActivityItem, ActivityPage, EventState, OutboxItem } from '../../api/types.ts';
import { audienceNote, timeZoneNote, typeNote } from './calendar-notes.ts';
import { describeSync } from './describe-sync.ts';

const item = ( id: string, state: EventState, more: Partial<ActivityItem> = {} ): ActivityItem => ( {
	id, type: 'com.slotbridge.calendar.updated', entity: 'calendar', subject: 'calendar/5', entityName: 'A', title: '', changed: [], sequence: 1,
	time: '', receivedAt: '', state, reasonCode: null, reason: null, supersededBy: null, attempts: 1, nextAttemptAt: null, finishedAt: null,
	connectionId: null, locationId: null, highLevelId: null, ...more,
} );
const page = ( items: ActivityItem[], outbox: OutboxItem[] = [] ): ActivityPage => ( {
	items, next: null, outbox: { pending: outbox.length, items: outbox },
	counts: { pending: 0, running: 0, retrying: 0, waiting: 0, delivered: 0, superseded: 0, dead: 0 },
} );
const queued: OutboxItem = { id: 1, type: '', subject: 'calendar/5', entityName: '', title: '', state: 'queued', reason: null, attempts: 0, createdAt: '', nextAttemptAt: null };

describe( 'describeSync', () => {
	it( 'looks past merged changes to the one that counts, and keeps the id HighLevel gave', () => {
		const sync = describeSync( page( [ item( 'c', 'superseded' ), item( 'b', 'delivered', { finishedAt: 'T', highLevelId: 'hl1' } ) ] ), 'calendar/5' );
		expect( sync ).toMatchObject( { tone: 'good', isSettled: true, highLevelId: 'hl1', deliveredAt: 'T', eventId: 'b' } );
	} );

	it( 'puts what has not left WordPress before what was delivered earlier', () => {
		const sync = describeSync( page( [ item( 'a', 'delivered', { highLevelId: 'hl1' } ) ], [ queued ] ), 'calendar/5' );
		expect( sync ).toMatchObject( { tone: 'busy', isSettled: false, highLevelId: 'hl1' } );
	} );

	it( 'ignores other calendars', () => {
		expect( describeSync( page( [ item( 'a', 'dead', { subject: 'calendar/55' } ) ], [ { ...queued, subject: 'calendar/51' } ] ), 'calendar/5' ).tone ).toBe( 'quiet' );
	} );

	it( 'gives the reason of a failure word for word', () => {
		expect( describeSync( page( [ item( 'a', 'dead', { reason: 'The slug is taken.' } ) ] ), 'calendar/5' ) ).toMatchObject( { tone: 'bad', detail: 'The slug is taken.' } );
	} );
} );

describe( 'notes', () => {
	it( 'say where the time zone goes', () => {
		expect( timeZoneNote( { type: 'event', hosts: [] } ) ).toContain( 'own schedule' );
		expect( timeZoneNote( { type: 'round_robin', hosts: [ 'u' ] } ) ).toContain( 'each host' );
		expect( timeZoneNote( { type: 'round_robin', hosts: [] } ) ).toContain( 'the location' );
	} );

	it( 'ask for hosts where a type needs them', () => {
		const types = [ { value: 'round_robin', label: '', needsHosts: true } ];
		expect( typeNote( { type: 'round_robin', hosts: [] }, types, false ) ).toContain( 'host' );
		expect( typeNote( { type: 'round_robin', hosts: [ 'u' ] }, types, false ) ).toBe( '' );
	} );

	it( 'say whose audience counts', () => {
		const groups = [ { id: 3, name: 'Evenings', status: 'active', audience: 'Gold' }, { id: 4, name: 'Old', status: 'inactive', audience: null }, { id: 5, name: 'Open', status: 'active', audience: null } ];
		expect( audienceNote( { audience: null, group: 3 }, groups ) ).toMatch( /Evenings.*Gold/ );
		expect( audienceNote( { audience: { match: 'any', rules: [] }, group: 3 }, groups ) ).toBe( '' );
		expect( audienceNote( { audience: null, group: 4 }, groups ) ).toMatch( /inactive/ );
		expect( audienceNote( { audience: null, group: 5 }, groups ) + audienceNote( { audience: null, group: null }, groups ) ).toBe( '' );
	} );
} );
