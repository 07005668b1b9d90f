/** Who wants to know what the lanes do: for metrics, traces and the log. Never changes what is done. */
import type { EventRow } from '../database/events.ts';
import type { EventState } from '../database/schema.ts';
import type { Outcome } from './deliver.ts';

export interface LaneWatch {
	/** So many events have reached this state, and it is committed. */
	settled?( state: EventState, count: number ): void;
	/** Runs the delivery of an event; whoever watches puts itself around it. */
	around?( event: EventRow, work: () => Promise<Outcome> ): Promise<Outcome>;
}

/** Collects what a transaction does, to be told only when it is committed. */
export class News {
	readonly #watch: LaneWatch | undefined;
	#states: [ EventState, number ][] = [];

	constructor( watch: LaneWatch | undefined ) {
		this.#watch = watch;
	}

	add( state: EventState, count: number = 1 ): void {
		if ( count > 0 ) {
			this.#states.push( [ state, count ] );
		}
	}

	/** For a transaction that begins, perhaps once more. */
	clear(): void {
		this.#states = [];
	}

	tell(): void {
		this.#states.forEach( ( [ state, count ] ) => this.#watch?.settled?.( state, count ) );
		this.clear();
	}
}
