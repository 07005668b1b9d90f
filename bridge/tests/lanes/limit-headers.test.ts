/** What HighLevel's headers mean for the calls that follow. */
import { expect, test } from 'vitest';
import { readLimitHeaders } from '../../src/lanes/limit-headers.ts';

const noon = Date.UTC( 2026, 2, 1, 12 );

test.each<[ string, number, Record<string, string | undefined>, ReturnType<typeof readLimitHeaders> ]>( [
	[ 'an ordinary answer', 200, { 'X-RateLimit-Max': '100', 'X-RateLimit-Remaining': '57', 'X-RateLimit-Limit-Daily': '200000', 'X-RateLimit-Daily-Remaining': '199000' }, { usedToday: 1_000, limits: { max: 100, daily: 200_000 } } ],
	[ 'a test account', 200, { 'x-ratelimit-max': '25', 'x-ratelimit-interval-milliseconds': '10000', 'x-ratelimit-limit-daily': '10000' }, { limits: { max: 25, intervalMs: 10_000, daily: 10_000 } } ],
	[ 'limits that are none', 200, { 'x-ratelimit-max': '0', 'x-ratelimit-limit-daily': '99999999999' }, {} ],
	[ 'no headers at all', 200, {}, {} ],
	[ '429 with seconds to wait', 429, { 'retry-after': '7' }, { block: { forMs: 7_000, reason: expect.any( String ) } } ],
	[ '429 with a date to wait for', 429, { 'Retry-After': new Date( noon + 30_000 ).toUTCString() }, { block: { forMs: 30_000, reason: expect.any( String ) } } ],
	[ '429 with the interval only', 429, { 'x-ratelimit-interval-milliseconds': '1500' }, { block: { forMs: 1_500, reason: expect.any( String ) } } ],
	[ '429 with nothing', 429, {}, { block: { forMs: 10_000, reason: expect.any( String ) } } ],
	[ '429 with nonsense', 429, { 'retry-after': 'soon', 'x-ratelimit-interval-milliseconds': '-5' }, { block: { forMs: 10_000, reason: expect.any( String ) } } ],
	[ 'the day used up, with its reset', 429, { 'x-ratelimit-limit-daily': '200000', 'x-ratelimit-daily-remaining': '0', 'x-ratelimit-daily-reset': '3600000' }, { usedToday: 200_000, limits: { daily: 200_000 }, block: { forMs: 3_600_000, reason: expect.any( String ) } } ],
	[ 'the day used up by the last good call', 200, { 'x-ratelimit-limit-daily': '10', 'x-ratelimit-daily-remaining': '0' }, { usedToday: 10, limits: { daily: 10 }, block: { forMs: 12 * 3_600_000, reason: expect.any( String ) } } ],
	[ 'the interval used up by somebody else', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-milliseconds': '10000' }, { block: { forMs: 1_000, reason: expect.any( String ) } } ],
	[ 'a wait of a year', 429, { 'retry-after': '31536000' }, { block: { forMs: 24 * 3_600_000, reason: expect.any( String ) } } ],
] )( '%s', ( _what, status, headers, news ) => {
	expect( readLimitHeaders( status, headers, noon ) ).toEqual( news );
} );
