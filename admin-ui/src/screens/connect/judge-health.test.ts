/** One word for many figures: the worst one decides. */
import { describe, expect, it } from 'vitest';
import type { Connection, Status } from '../../api/types.ts';
import { judgeHealth } from './judge-health.ts';

const connection: Connection = {
	id: 'c1', kind: 'privateIntegration', server: 'live', label: '', tokenAgeDays: 0, tokenReminder: null, nextToken: null, scopesMissing: [], scopesSuperfluous: [], locationId: 'l1', locationName: 'Studio', timeZone: 'UTC',
	status: 'active', statusCode: null, statusReason: null, tokenAddedAt: '2026-01-01T00:00:00Z', checkedAt: null, scopes: [],
};
const well: Status = {
	pairing: { paired: true, bridgeUrl: 'http://127.0.0.1', siteId: 's', pairedAt: null, secretSource: 'database' },
	bridge: { reachable: true, version: '1', queue: { pending: 3, retrying: 0, waiting: 0, dead: 0, oldestPendingAt: null }, callback: { pending: 0, lastError: null } },
	offers: null,
	connections: [ connection ],
	outbox: { pending: 0, refused: 0, oldestPendingAt: null, lastSentAt: null, lastError: null, nextAttemptAt: null },
	accessAlly: { active: true, version: '1', licensed: true },
	wordpress: { version: '7.1', php: '8.2' },
};

describe( 'judgeHealth', () => {
	it( 'is good while work merely flows', () => {
		expect( judgeHealth( well ) ).toBe( 'good' );
	} );

	it( 'warns of a paused connection, of retries and of a deaf site', () => {
		expect( judgeHealth( { ...well, connections: [ { ...connection, status: 'paused' } ] } ) ).toBe( 'warn' );
		expect( judgeHealth( { ...well, bridge: { ...well.bridge!, callback: { pending: 2, lastError: 'timeout' } } } ) ).toBe( 'warn' );
		expect( judgeHealth( { ...well, outbox: { ...well.outbox, pending: 1, lastError: 'HTTP 503' } } ) ).toBe( 'warn' );
	} );

	it( 'warns of what the owner paused and of a location whose calls rest', () => {
		const at = '2026-01-01T00:00:00Z';
		const pauses = { site: { pausedAt: null }, workflows: [ { workflow: 'calendar.send' as const, title: '', pausedAt: null } ] };
		expect( judgeHealth( { ...well, bridge: { ...well.bridge!, pauses } } ) ).toBe( 'good' );
		expect( judgeHealth( { ...well, bridge: { ...well.bridge!, pauses: { ...pauses, site: { pausedAt: at } } } } ) ).toBe( 'warn' );
		expect( judgeHealth( { ...well, bridge: { ...well.bridge!, pauses: { ...pauses, workflows: [ { ...pauses.workflows[ 0 ]!, pausedAt: at } ] } } } ) ).toBe( 'warn' );
		expect( judgeHealth( { ...well, connections: [ { ...connection, trouble: { code: 'highlevel_unavailable', reason: '', since: at, nextProbeAt: at } } ] } ) ).toBe( 'warn' );
	} );

	it( 'is bad when the owner must act', () => {
		expect( judgeHealth( { ...well, bridge: { reachable: false } } ) ).toBe( 'bad' );
		expect( judgeHealth( { ...well, bridge: null } ) ).toBe( 'bad' );
		expect( judgeHealth( { ...well, outbox: { ...well.outbox, refused: 1 } } ) ).toBe( 'bad' );
		expect( judgeHealth( { ...well, connections: [ { ...connection, status: 'broken' } ] } ) ).toBe( 'bad' );
	} );
} );
