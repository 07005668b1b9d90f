/** The safety net: finds open events that no lane stands for, and wakes their lanes. */
import type { Db } from '../database/client.ts';
import { findStrandedLanes } from '../database/stranded-lanes.ts';
import { LANE_QUEUE, type LaneQueue } from './lane-queue.ts';
import type { LanesLog } from './log.ts';

const BATCH = 500;

export interface SweeperDeps {
	db: Db;
	queue: LaneQueue;
	log: LanesLog;
}

/** One sweep over all sites; the number of lanes that had been stranded. */
export async function sweep( deps: SweeperDeps ): Promise<number> {
	let found = 0;
	for ( ;; ) {
		const stranded = await findStrandedLanes( deps.db, LANE_QUEUE, BATCH );
		await deps.queue.wakeLogged( stranded );
		found += stranded.length;
		if ( stranded.length < BATCH ) {
			break;
		}
	}
	if ( found > 0 ) {
		deps.log.warn( { lanes: found }, 'Events without a lane were found and woken' );
		deps.queue.nudge();
	}
	return found;
}

/** What a bridge has just left behind is old enough to be swept after this. */
const SECOND_LOOK_MS = 3_000;

/** Sweeps now, once more soon after, and then every `everyMs`; the function returned ends it. */
export function startSweeper( deps: SweeperDeps, everyMs: number = 30_000 ): () => Promise<void> {
	let sweeping: Promise<unknown> = Promise.resolve();
	const once = () => {
		sweeping = sweeping.then( () => sweep( deps ) ).catch( ( error: unknown ) => {
			deps.log.warn( { error: error instanceof Error ? error.message : String( error ) }, 'The sweep for stranded events failed' );
		} );
	};
	once();
	const second = setTimeout( once, SECOND_LOOK_MS );
	const timer = setInterval( once, everyMs );
	return async () => {
		clearTimeout( second );
		clearInterval( timer );
		await sweeping;
	};
}
