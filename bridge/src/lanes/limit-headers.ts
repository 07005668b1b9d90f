/** Reads what HighLevel says about its limits in the headers of an answer. */

export interface LimitNews {
	/** No call for so long, in ms, and why; absent when calls may go on. */
	block?: { forMs: number; reason: string };
	/** Calls of this day as HighLevel counts them. */
	usedToday?: number;
	/** The limits themselves; a test account has smaller ones. Only what the answer names. */
	limits?: { max?: number; intervalMs?: number; daily?: number };
}

const DEFAULT_INTERVAL_MS = 10_000;
/** Longer than HighLevel's longest limit, the day: anything beyond is a misreading. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * `X-RateLimit-*` come on every answer; `Retry-After` is not documented but obeyed where it appears. A 429 without
 * anything useful blocks for one interval.
 *
 * @param headers Names in any case.
 * @param now     For `Retry-After` as a date, in ms.
 */
export function readLimitHeaders( status: number, headers: Record<string, string | undefined>, now: number = Date.now() ): LimitNews {
	const get = caseless( headers );
	const dailyLimit = whole( get( 'x-ratelimit-limit-daily' ) );
	const dailyRemaining = whole( get( 'x-ratelimit-daily-remaining' ) );
	const intervalMs = whole( get( 'x-ratelimit-interval-milliseconds' ) ) ?? DEFAULT_INTERVAL_MS;
	const news: LimitNews = {};
	const [ max, daily ] = [ limit( get( 'x-ratelimit-max' ) ), limit( get( 'x-ratelimit-limit-daily' ) ) ];
	if ( max !== undefined || daily !== undefined ) {
		const told = limit( get( 'x-ratelimit-interval-milliseconds' ) );
		news.limits = { max, intervalMs: told && bounded( told ), daily };
	}
	if ( dailyLimit !== undefined && dailyRemaining !== undefined ) {
		news.usedToday = Math.max( 0, dailyLimit - dailyRemaining );
	}
	const retryAfterMs = retryAfter( get( 'retry-after' ), now );
	if ( dailyRemaining === 0 ) {
		const forMs = whole( get( 'x-ratelimit-daily-reset' ) ) ?? retryAfterMs ?? untilUtcMidnight( now );
		news.block = { forMs: bounded( forMs ), reason: 'The day\'s HighLevel calls are used up.' };
	} else if ( status === 429 ) {
		news.block = { forMs: bounded( retryAfterMs ?? intervalMs ), reason: 'HighLevel asked us to slow down.' };
	} else if ( whole( get( 'x-ratelimit-remaining' ) ) === 0 ) {
		// Somebody else uses the same limit: better a short pause than the 429 that comes next.
		news.block = { forMs: bounded( Math.min( intervalMs, 1_000 ) ), reason: 'HighLevel says that this interval\'s calls are used up.' };
	}
	return news;
}

function caseless( headers: Record<string, string | undefined> ): ( name: string ) => string | undefined {
	const lower = new Map( Object.entries( headers ).map( ( [ name, value ] ) => [ name.toLowerCase(), value ] ) );
	return ( name ) => lower.get( name );
}

function whole( text: string | undefined ): number | undefined {
	return text !== undefined && /^\d{1,15}$/.test( text.trim() ) ? Number( text ) : undefined;
}

/** No limit is zero, and none is beyond what the database's integers hold: such a header means nothing. */
function limit( text: string | undefined ): number | undefined {
	const value = whole( text );
	return value === undefined || value === 0 || value > 2_000_000_000 ? undefined : value;
}

function retryAfter( text: string | undefined, now: number ): number | undefined {
	const seconds = whole( text );
	if ( seconds !== undefined ) {
		return seconds * 1_000;
	}
	const date = text === undefined ? Number.NaN : Date.parse( text );
	return Number.isNaN( date ) ? undefined : Math.max( 0, date - now );
}

function untilUtcMidnight( now: number ): number {
	return LONGEST_MS - now % LONGEST_MS;
}

function bounded( ms: number ): number {
	return Math.min( Math.max( ms, 100 ), LONGEST_MS );
}
