/** HighLevel's two limits: a sliding interval and a UTC day, counted for each token. */
import type { Limits } from '../world/types.ts';

const dayMs = 86_400_000;

interface Meter {
	/** Epoch ms of the requests in the interval, oldest first. */
	recent: number[];
	day: number;
	today: number;
}

export interface Reading {
	allowed: boolean;
	/** The headers that go on every answer. */
	headers: Record<string, string>;
}

export class RateLimiter {
	readonly #meters = new Map<string, Meter>();

	/** Counts one request, unless it is over a limit: refused requests cost nothing. */
	take( key: string, limits: Limits, now: number ): Reading {
		const meter = this.#meterOf( key, limits, now );
		const allowed = meter.recent.length < limits.max && meter.today < limits.daily;
		if ( allowed ) {
			meter.recent.push( now );
			meter.today += 1;
		}
		return { allowed, headers: headersOf( meter, limits, now ) };
	}

	/** The headers as they would be with nothing left, for an injected 429. */
	exhausted( key: string, limits: Limits, now: number ): Record<string, string> {
		return { ...headersOf( this.#meterOf( key, limits, now ), limits, now ), 'X-RateLimit-Remaining': '0' };
	}

	reset(): void {
		this.#meters.clear();
	}

	#meterOf( key: string, limits: Limits, now: number ): Meter {
		const day = Math.floor( now / dayMs );
		let meter = this.#meters.get( key );
		if ( ! meter ) {
			meter = { recent: [], day, today: 0 };
			this.#meters.set( key, meter );
		}
		if ( meter.day !== day ) {
			meter.day = day;
			meter.today = 0;
		}
		while ( meter.recent.length && meter.recent[ 0 ]! <= now - limits.intervalMs ) {
			meter.recent.shift();
		}
		return meter;
	}
}

function headersOf( meter: Meter, limits: Limits, now: number ): Record<string, string> {
	return {
		'X-RateLimit-Limit-Daily': String( limits.daily ),
		'X-RateLimit-Daily-Remaining': String( Math.max( 0, limits.daily - meter.today ) ),
		'X-RateLimit-Daily-Reset': String( dayMs - ( now % dayMs ) ),
		'X-RateLimit-Interval-Milliseconds': String( limits.intervalMs ),
		'X-RateLimit-Max': String( limits.max ),
		'X-RateLimit-Remaining': String( Math.max( 0, limits.max - meter.recent.length ) ),
	};
}
