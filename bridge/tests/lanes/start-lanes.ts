/** Starts real lanes on a test's database; what the deliveries do is the test's own function. */
import { sql } from 'kysely';
import type { TestDatabase } from '../helpers/with-database.ts';
import type { Deliver, Outcome, Work } from '../../src/lanes/deliver.ts';
import { createLanes, type Lanes, type LanesOptions } from '../../src/lanes/lanes.ts';
import { defaultPolicy } from '../../src/lanes/retry-policy.ts';
import { coalesces, removesEntity } from '../../src/use-cases/event-types.ts';
import type { EventRow } from '../../src/database/events.ts';
import { until } from '../helpers/until.ts';

export const quietLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Pauses of milliseconds instead of seconds; everything else as in production. */
export const quickPolicy = { ...defaultPolicy, rule: ( code: Parameters<typeof defaultPolicy.rule>[ 0 ] ) => ( { ...defaultPolicy.rule( code ), baseMs: 5, capMs: 20 } ) };

export type StartOptions = Partial<Omit<LanesOptions, 'db' | 'pool' | 'deliver'>>;

export async function startLanes( database: Pick<TestDatabase, 'db' | 'pool'>, deliver: Deliver, options: StartOptions = {} ): Promise<Lanes> {
	const lanes = createLanes( {
		db: database.db, pool: database.pool, deliver, removes: removesEntity, coalesces, log: quietLog, policy: quickPolicy,
		budget: { blockedLocations: async () => [] }, ...options, worker: { pollMs: 30, ...options.worker },
	} );
	await lanes.start();
	return lanes;
}

/** A delivery that notes what it was given and ends as the test says (delivered, if it says nothing). */
export function recorder( answer: ( work: Work, nth: number ) => Outcome | Promise<Outcome> = () => ( { kind: 'delivered' } ) ): { deliver: Deliver; seen: Work[] } {
	const seen: Work[] = [];
	return {
		seen,
		deliver: async ( work ) => {
			seen.push( work );
			return await answer( work, seen.length );
		},
	};
}

export async function eventOf( database: Pick<TestDatabase, 'db'>, id: string ): Promise<EventRow> {
	return await database.db.selectFrom( 'event' ).selectAll().where( 'id', '=', id ).executeTakeFirstOrThrow();
}

export async function untilState( database: Pick<TestDatabase, 'db'>, id: string, state: EventRow[ 'state' ] ): Promise<EventRow> {
	return await until( `event ${ id } is ${ state }`, async () => {
		const event = await eventOf( database, id );
		return event.state === state && event;
	} );
}

/** No event of the site has anything left to do, and no lane runs or waits. */
export async function untilDrained( database: Pick<TestDatabase, 'db'>, siteId: string, patienceMs?: number ): Promise<void> {
	await until( 'everything is delivered', async () => {
		const open = await database.db.selectFrom( 'event' ).select( 'id' ).where( 'site_id', '=', siteId )
			.where( 'state', 'in', [ 'pending', 'running', 'retrying', 'waiting' ] ).limit( 1 ).execute();
		const { rows } = await sql`SELECT 1 FROM pgboss.job WHERE name = 'lane' AND state <= 'active' AND data ->> 'siteId' = ${ siteId } LIMIT 1`.execute( database.db );
		return open.length === 0 && rows.length === 0;
	}, patienceMs );
}
