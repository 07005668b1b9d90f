/** Everything that makes events travel, put together: the queue, the worker and the sweeper. */
import type pg from 'pg';
import type { Db } from '../database/client.ts';
import type { Budget } from './budget.ts';
import type { Deliver } from './deliver.ts';
import { createLaneQueue, type LaneQueue, type LaneQueueOptions } from './lane-queue.ts';
import { createLaneWorker, type LaneWorkerOptions } from './lane-worker.ts';
import type { LanesLog } from './log.ts';
import { defaultPolicy, type RetryPolicy } from './retry-policy.ts';
import { startSweeper } from './sweeper.ts';
import { wakeWaiting } from './wake-waiting.ts';
import type { LaneWatch } from './watch.ts';

export interface LanesOptions {
	db: Db;
	pool: pg.Pool;
	deliver: Deliver;
	budget: Pick<Budget, 'blockedLocations'>;
	/** Whether events of this type say that the entity is gone from the site. */
	removes( type: string ): boolean;
	/** Whether a newer event of this subject carries the older ones along; else each is delivered by itself. */
	coalesces( subject: string ): boolean;
	log: LanesLog;
	policy?: RetryPolicy;
	watch?: LaneWatch;
	sweepMs?: number;
	queue?: Pick<LaneQueueOptions, 'expireInSeconds' | 'heartbeatSeconds' | 'monitorIntervalSeconds'>;
	worker?: Pick<LaneWorkerOptions, 'concurrency' | 'perGroup' | 'pollMs' | 'touchMs' | 'deliveryMs' | 'graceMs'>;
}

export interface Lanes {
	queue: LaneQueue;
	/** Tries a site's waiting events again, once its connection was saved, mended or resumed; the number of lanes woken. */
	wakeWaiting( siteId: string ): Promise<number>;
	/** Ready to accept events and delivering them when this resolves. */
	start(): Promise<void>;
	/** Finishes or gives back what runs (within about 8 s by default); the database stays open. */
	stop(): Promise<void>;
	/** Whether the queue answered lately. */
	isHealthy(): boolean;
}

const HEALTHY_MS = 15_000;

export function createLanes( options: LanesOptions ): Lanes {
	const { db, pool, log } = options;
	const queue = createLaneQueue( { db, pool, log, ...options.queue } );
	const worker = createLaneWorker( {
		db, queue, log, deliver: options.deliver, budget: options.budget, removes: options.removes, coalesces: options.coalesces, watch: options.watch,
		policy: options.policy ?? defaultPolicy, ...options.worker,
	} );
	let stopSweeper: ( () => Promise<void> ) | undefined;
	let startedAt: number | undefined;
	return {
		queue,
		wakeWaiting: ( siteId ) => wakeWaiting( { db, queue }, siteId ),
		start: async () => {
			await queue.start();
			worker.start();
			stopSweeper = startSweeper( { db, queue, log }, options.sweepMs );
			startedAt = Date.now();
		},
		stop: async () => {
			startedAt = undefined;
			await stopSweeper?.();
			await worker.stop();
			await queue.stop();
		},
		// Before its first look at the queue it counts as healthy: it has just been started.
		isHealthy: () => startedAt !== undefined && Date.now() - ( worker.lastPollAt()?.getTime() ?? startedAt ) < HEALTHY_MS,
	};
}
