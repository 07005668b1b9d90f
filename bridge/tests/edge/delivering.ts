/** The delivering half beside a test bridge's doors: real lanes that call the sandbox, with pauses of milliseconds. */
import { afterEach, expect } from 'vitest';
import { createLanes, type Lanes } from '../../src/lanes/lanes.ts';
import { createDeliver } from '../../src/use-cases/deliver/deliver-event.ts';
import { coalesces, removesEntity } from '../../src/use-cases/event-types.ts';
import { until } from '../helpers/until.ts';
import { quickPolicy } from '../lanes/start-lanes.ts';
import type { TestBridge, TestSite } from './helpers.ts';
import type { TestSandbox } from './sandbox.ts';

/** Call at the top of a test file; what is started ends with its test. */
export function withDelivering( bridge: TestBridge, sandbox: TestSandbox ): { start(): Promise<void>; connectedSite(): Promise<TestSite & { token: string; locationId: string }> } {
	let lanes: Lanes | undefined;
	afterEach( async () => {
		await lanes?.stop();
		lanes = undefined;
	} );
	return {
		start: async () => {
			const { deps, database: { db, pool } } = bridge;
			const deliver = createDeliver( { db, tokens: deps.tokens, budget: deps.budget, highLevelBaseUrl: sandbox.url, highLevelSandboxUrl: deps.highLevelSandboxUrl, log: deps.log } );
			lanes = createLanes( { db, pool, deliver, budget: deps.budget, removes: removesEntity, coalesces, log: deps.log, policy: quickPolicy, worker: { pollMs: 20 } } );
			await lanes.start();
		},
		connectedSite: async () => {
			const [ site, location ] = [ await bridge.pair(), await sandbox.makeLocation() ];
			await site.call( 'POST', '/v1/connections', { body: location } );
			return Object.assign( site, location );
		},
	};
}

export async function send( site: TestSite, ...events: object[] ): Promise<void> {
	const answer = await site.call( 'POST', '/v1/events', { body: events, mediaType: 'application/cloudevents-batch+json' } );
	expect( answer.body ).toMatchObject( { rejected: [] } );
}

/** Waits until the site's events stand like this: by sequence, the state and the code of its reason. */
export async function reaches( site: TestSite, wanted: Record<number, string> ): Promise<void> {
	await until( JSON.stringify( wanted ), async () => {
		const { body } = await site.call( 'GET', '/v1/activity' );
		const states = body.items.map( ( item: { sequence: number; state: string; reasonCode: string | null } ) => [ item.sequence, item.reasonCode ? `${ item.state } ${ item.reasonCode }` : item.state ] );
		expect( Object.fromEntries( states ) ).toEqual( wanted );
		return true;
	} );
}
