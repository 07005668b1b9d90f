/**
 * Wakes the lanes of accepted events just after their commit, many at a time: whoever accepts waits for the log alone. What a
 * process leaves behind that dies in between is found by the sweep (`sweeper.ts`), since the log says all that a job says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LanesLog } from './log.ts';

/** Lanes of one statement. */
const BATCH = 500;

/** Lanes that may wait here before those who accept are made to wait as well. */
const MANY = 2_000;

export interface WakeSoon {
	/** Notes lanes by their keys; they are woken at once, or with the next batch while one is on its way. */
	add( keys: readonly string[] ): void;
	/** Resolves when there is room: at once, unless accepting is faster than waking. */
	room(): Promise<void>;
	/** Resolves when no noted lane is left to wake. */
	settled(): Promise<void>;
	/** One last try for what is left; what fails now is left to the sweep of another start or replica. */
	stop(): Promise<void>;
}

export interface WakeSoonOptions {
	/** Wakes these lanes, all or none. */
	wake( keys: readonly string[] ): Promise<void>;
	/** After each batch. */
	onWoken(): void;
	log: LanesLog;
	/** How long to wait after a failure, in ms. */
	pauseMs?: number;
}

export function createWakeSoon( { wake, onWoken, log, pauseMs = 1_000 }: WakeSoonOptions ): WakeSoon {
	const noted = new Set<string>();
	let running: Promise<void> | undefined;
	let batch: Promise<unknown> = Promise.resolve();
	const stopping = new AbortController();
	const one = async () => {
		const keys = [ ...noted ].slice( 0, BATCH );
		// Taken out first: an event that comes while this statement runs may not be seen by it, and notes its lane again.
		keys.forEach( ( key ) => noted.delete( key ) );
		try {
			await wake( keys );
			onWoken();
			return true;
		} catch ( error ) {
			keys.forEach( ( key ) => noted.add( key ) );
			log.warn( { lanes: noted.size, error: error instanceof Error ? error.message : String( error ) }, 'Lanes could not be woken; they are tried again' );
			return false;
		}
	};
	const run = async () => {
		while ( noted.size > 0 ) {
			const done = one();
			batch = done;
			if ( ! await done ) {
				if ( stopping.signal.aborted ) {
					return;
				}
				// Ends early, and that is no error, when it is stopped.
				await sleep( pauseMs, undefined, { signal: stopping.signal } ).catch( () => undefined );
			}
		}
	};
	const start = () => {
		running ??= run().finally( () => {
			running = undefined;
		} );
		return running;
	};
	return {
		add: ( keys ) => {
			keys.forEach( ( key ) => noted.add( key ) );
			if ( noted.size > 0 ) {
				void start();
			}
		},
		room: async () => {
			if ( noted.size >= MANY ) {
				await batch;
			}
		},
		settled: async () => {
			await running;
		},
		stop: async () => {
			stopping.abort();
			await running;
		},
	};
}
