/** The one gate that every HighLevel call passes: no location gets more calls than HighLevel allows, over all replicas. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../database/client.ts';
import { blockLocation, exhaustedLocations, raiseDayCount } from '../database/location-budgets.ts';
import { learnLimits, readBudget } from '../database/location-limits.ts';
import { endCall, takeSlot, type SlotAnswer } from '../database/rate-slots.ts';
import { AppError } from '../errors/app-error.ts';
import { readLimitHeaders, type LimitNews } from './limit-headers.ts';

export type Priority = 'interactive' | 'background';

/** Does not wait for the database; where that cannot be told, the call counts from its grant. */
export type EndCall = () => void;

export interface Budget {
	/**
	 * Waits until one call may go out, first come, first served within this process.
	 *
	 * @return To be called when the call has its answer or is given up: its place is kept for a whole window from then on.
	 * @throws AppError `highlevel_daily_limit` or `highlevel_rate_limited` (with `data.afterMs`) when the wait would be
	 *         longer than it makes sense to hold a lane or a person; the signal's reason when it fires.
	 */
	take( locationId: string, options: { signal: AbortSignal; priority: Priority } ): Promise<EndCall>;
	/** To be told of every answer of HighLevel, whatever its status. */
	observe( locationId: string, answer: { status: number; headers: Record<string, string | undefined> } ): Promise<void>;
	/** Locations that no background call can be made for at this moment. */
	blockedLocations(): Promise<string[]>;
	/** What the location's background calls may use while no person calls, and what is used of today. */
	describe( locationId: string ): Promise<BudgetState>;
}

export interface BudgetState {
	/** Background calls in any window of this length, in ms. */
	calls: number;
	windowMs: number;
	/** Calls of a UTC day, how many of them are used, and until when that counts, in ms from now. */
	daily: number;
	usedToday: number;
	dayEndsInMs: number;
	/** HighLevel itself told these limits; else they are its published ones. */
	learned: boolean;
}

export interface BudgetOptions {
	db: Db;
	/** Calls in any window; below HighLevel's 100, so that its "0 remaining" means that somebody else calls too. */
	slots?: number;
	/** In ms. */
	windowMs?: number;
	/** Slots that background calls leave to what a person waits for, while one called within the last window. */
	reserve?: number;
	/** The part of the slots that background calls may use at once before they are paced, from 0 to 1. */
	burst?: number;
	/** Calls in a UTC day; background calls stop one hundredth earlier. */
	dailyLimit?: number;
	/** The longest that `take` waits for a block to end, in ms, by priority. */
	patienceMs?: Record<Priority, number>;
}

/** How old the answer of `blockedLocations` may be, in ms; the worker asks at every turn. */
const BLOCKED_FRESH_MS = 200;

export function createBudget( options: BudgetOptions ): Budget {
	const { db } = options;
	const limits = { slots: options.slots ?? 99, windowMs: options.windowMs ?? 10_000, reserve: options.reserve ?? 10, burst: options.burst ?? 0.5, dailyLimit: options.dailyLimit ?? 200_000 };
	const background = { ...limits, person: false, dailyShare: 0.99 };
	const known = new Map<string, string>();
	const patience = options.patienceMs ?? { interactive: 10_000, background: 30_000 };
	const lines = new Map<string, Promise<unknown>>();
	let blocked: { at: number; answer: Promise<string[]> } | undefined;

	const askUntilGranted = async ( locationId: string, signal: AbortSignal, priority: Priority ): Promise<EndCall> => {
		const request = priority === 'interactive' ? { locationId, ...limits, person: true, dailyShare: 1 } : { locationId, ...background };
		for ( ;; ) {
			signal.throwIfAborted();
			const answer = await takeSlot( db, request );
			if ( answer.granted ) {
				return () => void endCall( db, locationId, answer.slot ).catch( () => undefined );
			}
			refuseLongWaits( answer, patience[ priority ] );
			// Up to 10 ms more: replicas that wait for the same slot then do not all ask in the same millisecond.
			await sleep( Math.max( answer.retryInMs, 5 ) + Math.random() * 10, undefined, { signal } ).catch( () => signal.throwIfAborted() );
		}
	};

	/** The same news comes with every answer; only what changed is written. */
	const learn = async ( locationId: string, told: NonNullable<LimitNews[ 'limits' ]> ): Promise<void> => {
		const words = JSON.stringify( told );
		if ( known.get( locationId ) !== words ) {
			known.set( locationId, words );
			await learnLimits( db, locationId, { ...told, ...( told.max ? slotsOf( told.max, limits ) : {} ) } ).catch( ( error: unknown ) => {
				known.delete( locationId );
				throw error;
			} );
		}
	};

	return {
		take: ( locationId, { signal, priority } ) => inLine( lines, `${ priority }:${ locationId }`, signal, () => askUntilGranted( locationId, signal, priority ) ),
		observe: async ( locationId, answer ) => {
			const news = readLimitHeaders( answer.status, answer.headers );
			if ( news.block ) {
				await blockLocation( db, locationId, news.block.forMs, news.block.reason );
				blocked = undefined;
			}
			if ( news.limits ) {
				await learn( locationId, news.limits );
			}
			if ( news.usedToday !== undefined ) {
				await raiseDayCount( db, locationId, news.usedToday );
			}
		},
		blockedLocations: () => {
			if ( ! blocked || Date.now() - blocked.at > BLOCKED_FRESH_MS ) {
				blocked = { at: Date.now(), answer: exhaustedLocations( db, background ) };
				// A failure is told to this caller only; the next one asks anew.
				blocked.answer.catch( () => {
					blocked = undefined;
				} );
			}
			return blocked.answer;
		},
		describe: async ( locationId ) => {
			const { learned, usedToday, dayEndsInMs } = await readBudget( db, locationId );
			return {
				calls: Math.min( limits.slots, learned?.slots ?? limits.slots ),
				windowMs: learned?.intervalMs ?? limits.windowMs,
				daily: Math.min( limits.dailyLimit, learned?.daily ?? limits.dailyLimit ),
				usedToday, dayEndsInMs, learned: learned !== undefined,
			};
		},
	};
}

/** Of a limit as HighLevel has it: a margin of one in a hundred. The reserve is only read by bridges of the version before. */
function slotsOf( max: number, limits: { slots: number; reserve: number } ): { slots: number; reserve: number } {
	const slots = Math.max( 1, max - Math.ceil( max / 100 ) );
	return { slots, reserve: Math.min( slots - 1, Math.round( slots * limits.reserve / limits.slots ) ) };
}

/** A slot comes free within a window, which is worth waiting for; a block or a used-up day may not be. */
function refuseLongWaits( answer: SlotAnswer & { granted: false }, patienceMs: number ): void {
	if ( answer.why === 'day' ) {
		throw new AppError( 'highlevel_daily_limit', 'The day\'s HighLevel calls of this location are used up. It goes on after midnight UTC by itself.', { data: { afterMs: answer.retryInMs } } );
	}
	if ( answer.why === 'blocked' && answer.retryInMs > patienceMs ) {
		throw new AppError( 'highlevel_rate_limited', answer.reason ?? 'HighLevel asked us to slow down.', { data: { afterMs: answer.retryInMs } } );
	}
}

/**
 * Lets one caller a line ask the database; the others wait their turn in memory.
 * A caller whose signal fires leaves at once, and the line moves on without it.
 */
async function inLine<T>( lines: Map<string, Promise<unknown>>, name: string, signal: AbortSignal, work: () => Promise<T> ): Promise<T> {
	const before = lines.get( name ) ?? Promise.resolve();
	const mine = before.then( () => {
		signal.throwIfAborted();
		return work();
	} );
	const done = mine.catch( () => undefined );
	lines.set( name, done );
	void done.then( () => {
		if ( lines.get( name ) === done ) {
			lines.delete( name );
		}
	} );
	const result = await untilAborted( mine, signal );
	signal.throwIfAborted();
	return result;
}

function untilAborted<T>( promise: Promise<T>, signal: AbortSignal ): Promise<T> {
	return new Promise( ( resolve, reject ) => {
		const onAbort = () => reject( signal.reason );
		if ( signal.aborted ) {
			onAbort();
		}
		signal.addEventListener( 'abort', onAbort, { once: true } );
		promise.then( resolve, reject ).finally( () => signal.removeEventListener( 'abort', onAbort ) );
	} );
}
