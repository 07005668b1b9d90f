/** What a measurement hands to the table, and the few sums that all of them need. */
import type { Say } from '../base/progress.ts';

export interface Row {
	what: string;
	/** The raw thing, measured in the same run; null where there is none to stand beside. */
	raw: string | null;
	ours: string;
	/** The bar in words; null for a row that is there to be read, not to be judged. */
	bar: string | null;
	/** Whether the bar is met; null without one. */
	met: boolean | null;
}

export interface Measured {
	rows: Row[];
	/** Versions of what took part, by name. */
	versions?: Record<string, string>;
}

export interface Bench {
	/** Chooses it on the command line: `npm run bench -- drain`. */
	word: string;
	title: string;
	run( context: BenchContext ): Promise<Measured>;
}

export interface BenchContext {
	say: Say;
	/** A folder of this measurement alone; it is emptied before. */
	dir: string;
}

/** The value that so many per cent of the others do not exceed (nearest rank). */
export function percentile( values: readonly number[], percent: number ): number {
	const sorted = [ ...values ].sort( ( a, b ) => a - b );
	return sorted[ Math.max( 0, Math.ceil( sorted.length * percent / 100 ) - 1 ) ] ?? Number.NaN;
}

export const median = ( values: readonly number[] ): number => percentile( values, 50 );

export const milliseconds = ( ms: number ): string => `${ ms < 10 ? ms.toFixed( 2 ) : ms.toFixed( 0 ) } ms`;

/** "p50 120 ms, p95 300 ms, worst 410 ms". */
export function describeTimes( times: readonly number[] ): string {
	return `p50 ${ milliseconds( median( times ) ) }, p95 ${ milliseconds( percentile( times, 95 ) ) }, worst ${ milliseconds( Math.max( ...times ) ) }`;
}
