/** Claims lanes as long as there are any, runs several at once, and keeps their claims alive. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Budget } from './budget.ts';
import { ClaimLost } from './end-lane.ts';
import type { Claim } from './lane-queue.ts';
import { runLane, type RunLaneDeps } from './run-lane.ts';

export interface LaneWorkerOptions extends RunLaneDeps {
	budget: Pick<Budget, 'blockedLocations'>;
	/** Lanes that run at once in this process. */
	concurrency?: number;
	/** Lanes of one location that run at once, over all replicas. */
	perGroup?: number;
	/** How long an idle worker sleeps before it looks again, in ms: the most that another replica's wake-up can take. */
	pollMs?: number;
	/** How often claims are kept alive, in ms; well below the queue's heartbeat. */
	touchMs?: number;
	/** A delivery is called off after this, in ms; below the queue's expiry. */
	deliveryMs?: number;
	/** How long `stop` waits for running deliveries before it calls them off, in ms. */
	graceMs?: number;
}

export interface LaneWorker {
	start(): void;
	/** Claims no more, lets running lanes finish, calls off and gives back those that do not. */
	stop(): Promise<void>;
	/** When the queue last answered; for health checks. */
	lastPollAt(): Date | undefined;
}

interface RunningLane {
	claim: Claim;
	controller: AbortController;
	done: Promise<void>;
}

export function createLaneWorker( options: LaneWorkerOptions ): LaneWorker {
	return new Worker( options );
}

class Worker implements LaneWorker {
	readonly #options: LaneWorkerOptions;
	readonly #running = new Map<string, RunningLane>();
	#loop: Promise<void> | undefined;
	#stopping = false;
	#lastPoll: Date | undefined;
	/** Ends the pause between two looks; replaced for each pause. */
	#wakeUp: () => void = () => undefined;
	/** Set when somebody nudged while the queue was being asked: the answer may be too old, so ask again. */
	#nudged = false;
	#touching: NodeJS.Timeout | undefined;

	constructor( options: LaneWorkerOptions ) {
		this.#options = options;
	}

	start(): void {
		this.#options.queue.onNudge( () => this.#nudge() );
		this.#touching = setInterval( () => void this.#touch(), this.#options.touchMs ?? 5_000 );
		this.#loop = this.#run();
	}

	lastPollAt(): Date | undefined {
		return this.#lastPoll;
	}

	async stop(): Promise<void> {
		this.#stopping = true;
		this.#nudge();
		await this.#loop;
		const grace = new AbortController();
		const finished = Promise.all( [ ...this.#running.values() ].map( ( lane ) => lane.done ) );
		await Promise.race( [ finished, sleep( this.#options.graceMs ?? 6_000, undefined, { signal: grace.signal } ).catch( () => undefined ) ] );
		grace.abort();
		for ( const lane of this.#running.values() ) {
			lane.controller.abort( new Error( 'The bridge is stopping.' ) );
		}
		// A delivery that ignores its signal is left to its claim's end: another worker then takes it up.
		await Promise.race( [ finished, sleep( 2_000, undefined, { ref: false } ) ] );
		clearInterval( this.#touching );
	}

	#nudge(): void {
		this.#nudged = true;
		this.#wakeUp();
	}

	async #run(): Promise<void> {
		while ( ! this.#stopping ) {
			this.#nudged = false;
			const claimed = await this.#claim();
			const free = this.#concurrency() - this.#running.size;
			if ( ! this.#nudged && ! this.#stopping && ( claimed === 0 || free <= 0 ) ) {
				await this.#pause( free <= 0 );
			}
		}
	}

	/** Claims as many lanes as there are free places; the number claimed. */
	async #claim(): Promise<number> {
		const free = this.#concurrency() - this.#running.size;
		if ( free <= 0 ) {
			return 0;
		}
		try {
			const ignoreGroups = await this.#options.budget.blockedLocations();
			const claims = await this.#options.queue.claim( { max: free, perGroup: this.#options.perGroup ?? 6, ignoreGroups } );
			this.#lastPoll = new Date();
			claims.forEach( ( claim ) => this.#runLane( claim ) );
			return claims.length;
		} catch ( error ) {
			this.#options.log.warn( { error: words( error ) }, 'The queue could not be asked' );
			return 0;
		}
	}

	#runLane( claim: Claim ): void {
		const controller = new AbortController();
		const deadline = setTimeout( () => controller.abort( new Error( 'The delivery took too long.' ) ), this.#options.deliveryMs ?? 480_000 );
		const done = runLane( this.#options, claim, controller.signal, () => this.#stopping )
			.catch( ( error: unknown ) => {
				const level = error instanceof ClaimLost ? 'info' : 'warn';
				this.#options.log[ level ]( { error: words( error ), subject: claim.subject, siteId: claim.siteId }, 'A lane could not be settled; it is run again' );
			} )
			.finally( () => {
				clearTimeout( deadline );
				this.#running.delete( claim.id );
				// A free place, and maybe a lane that was only waiting for its group or for this very run.
				this.#nudge();
			} );
		this.#running.set( claim.id, { claim, controller, done } );
	}

	/** Sleeps until a nudge or the poll time; with every place taken, only until one becomes free. */
	async #pause( full: boolean ): Promise<void> {
		await new Promise<void>( ( resolve ) => {
			const timer = full ? undefined : setTimeout( resolve, this.#options.pollMs ?? 100 );
			this.#wakeUp = () => {
				clearTimeout( timer );
				resolve();
			};
		} );
		this.#wakeUp = () => undefined;
	}

	/** Keeps the claims alive; a delivery whose claim has lapsed is called off at once. */
	async #touch(): Promise<void> {
		const lanes = [ ...this.#running.values() ];
		try {
			const ours = await this.#options.queue.touch( lanes.map( ( lane ) => lane.claim ) );
			// With every place taken nothing is claimed, and this is what shows that the queue still answers.
			this.#lastPoll = lanes.length > 0 ? new Date() : this.#lastPoll;
			for ( const lane of lanes ) {
				if ( ! ours.has( lane.claim.id ) && this.#running.get( lane.claim.id ) === lane ) {
					lane.controller.abort( new ClaimLost( 'Another worker has this lane.' ) );
				}
			}
		} catch ( error ) {
			this.#options.log.warn( { error: words( error ) }, 'Claims could not be kept alive' );
		}
	}

	#concurrency(): number {
		return this.#options.concurrency ?? 16;
	}
}

function words( error: unknown ): string {
	return error instanceof Error ? error.message : String( error );
}
