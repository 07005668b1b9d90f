/** Keeps the log from growing without end: what is too old, or too much, goes in small batches. */
import type { Db, Trx } from '../database/client.ts';
import { addAttemptDays, dropAttemptDay, listAttemptDays, pruneRestAttempts, type AttemptDay } from '../database/attempt-days.ts';
import { countAllEvents, lockPruning, pruneBudgetDays, pruneEvents, type PrunedKind } from '../database/prune-events.ts';

export interface RetentionLimits {
	/** Delivered and superseded events, in days after they ended. */
	eventDays: number;
	/** Events that were given up, in days after they ended; only age takes them. */
	deadDays: number;
	/** Exchanges with HighLevel, in days; never longer than the events that they belong to. */
	exchangeDays: number;
	/** Events of all sites. Beyond it the oldest that have ended go, except those of the last day. */
	maxEvents: number;
	/** Of all exchanges. Beyond it the oldest days go, except the current one. */
	maxExchangeBytes: number;
}

export interface RetentionReport {
	events: number;
	/** Tables of whole days. */
	exchangeDays: number;
	/** False: it was cut short by the signal, or another replica is at it. */
	complete: boolean;
}

/** Some milliseconds of work: whoever needs one of the rows hardly notices. */
const BATCH = 500;
/** However full it is, the last day can be looked at. */
const KEPT_DAYS = 1;
const BUDGET_DAYS = 90;

export interface RetentionOptions {
	signal?: AbortSignal;
	batch?: number;
	/** Told of a day that could not be dropped now; the next round tries again. */
	onBusy?( error: unknown ): void;
}

/**
 * One round. Each batch is a transaction of its own under one lock for all replicas: two that prune at once share the
 * work instead of doing it twice, and one that dies in the middle leaves nothing half done.
 */
export async function applyRetention( db: Db, limits: RetentionLimits, options: RetentionOptions = {} ): Promise<RetentionReport> {
	const round = new Round( db, limits, options );
	await round.run();
	return round.report;
}

class Round {
	readonly report: RetentionReport = { events: 0, exchangeDays: 0, complete: true };
	readonly #db: Db;
	readonly #limits: RetentionLimits;
	readonly #options: RetentionOptions;
	readonly #batch: number;

	constructor( db: Db, limits: RetentionLimits, options: RetentionOptions ) {
		this.#db = db;
		this.#limits = limits;
		this.#options = options;
		this.#batch = options.batch ?? BATCH;
	}

	async run(): Promise<void> {
		await this.#unlessBusy( ( trx ) => addAttemptDays( trx ) );
		await this.#pruneExchanges();
		await this.#pruneByAge( 'done', this.#limits.eventDays );
		await this.#pruneByAge( 'dead', this.#limits.deadDays );
		await this.#pruneByCount();
		await this.#step( ( trx ) => pruneBudgetDays( trx, BUDGET_DAYS ) );
	}

	async #pruneExchanges(): Promise<void> {
		const days = Math.min( this.#limits.exchangeDays, this.#limits.eventDays, this.#limits.deadDays );
		for ( const day of tooMuch( await listAttemptDays( this.#db ), days, this.#limits.maxExchangeBytes ) ) {
			await this.#unlessBusy( async ( trx ) => {
				await dropAttemptDay( trx, day.name );
				this.report.exchangeDays += 1;
			} );
		}
		while ( await this.#step( ( trx ) => pruneRestAttempts( trx, days, this.#batch ) ) === this.#batch ) {
			// Another batch.
		}
	}

	async #pruneByAge( kind: PrunedKind, days: number, most: number = Infinity ): Promise<void> {
		for ( let left = most; left > 0; ) {
			const size = Math.min( this.#batch, left );
			const gone = await this.#step( ( trx ) => pruneEvents( trx, kind, days, size ) ) ?? 0;
			this.report.events += gone;
			left -= gone;
			if ( gone < size ) {
				return;
			}
		}
	}

	async #pruneByCount(): Promise<void> {
		const surplus = await countAllEvents( this.#db ) - this.#limits.maxEvents;
		if ( surplus > 0 ) {
			await this.#pruneByAge( 'done', KEPT_DAYS, surplus );
		}
	}

	/** One transaction; undefined when it was not done. */
	async #step<T>( work: ( trx: Trx ) => Promise<T> ): Promise<T | undefined> {
		if ( this.#options.signal?.aborted ) {
			this.report.complete = false;
			return undefined;
		}
		return await this.#db.transaction().execute( async ( trx ) => {
			if ( ! await lockPruning( trx ) ) {
				this.report.complete = false;
				return undefined;
			}
			return await work( trx );
		} );
	}

	/** A table that somebody reads for long (a back-up) is left for the next round. */
	async #unlessBusy( work: ( trx: Trx ) => Promise<unknown> ): Promise<void> {
		try {
			await this.#step( work );
		} catch ( error ) {
			if ( ( error as { code?: unknown } ).code !== LOCK_NOT_AVAILABLE ) {
				throw error;
			}
			this.report.complete = false;
			this.#options.onBusy?.( error );
		}
	}
}

const LOCK_NOT_AVAILABLE = '55P03';

/** Days that are over and too old, and beyond the allowed size the oldest of those that are over. */
function tooMuch( days: readonly AttemptDay[], keptDays: number, maxBytes: number ): AttemptDay[] {
	let bytes = days.reduce( ( sum, day ) => sum + day.bytes, 0 );
	return days.filter( ( day ) => {
		const goes = day.ageDays >= keptDays || ( day.ageDays >= 0 && bytes > maxBytes );
		bytes -= goes ? day.bytes : 0;
		return goes;
	} );
}
