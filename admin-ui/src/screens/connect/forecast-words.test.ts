/** The forecast in words: what fits into the day, and what does not. */
import { expect, it } from 'vitest';
import { forecastWords } from './forecast-words.ts';

const forecast = { changes: 1000, calls: 8412, seconds: 1070, leftToday: 198_412, leftAfter: 190_000, fitsToday: true, summary: '' };

it( 'says calls, minutes and what is left of the day', () => {
	expect( forecastWords( forecast ) ).toMatch( /^This needs about 8.?412 calls to HighLevel, about 18 minutes, and leaves 190.?000 for today\.$/ );
	expect( forecastWords( { ...forecast, calls: 1, seconds: 0 } ) ).toMatch( /^This needs about 1 call to HighLevel, about 1 minute, / );
} );

it( 'says that the rest goes on tomorrow', () => {
	expect( forecastWords( { ...forecast, fitsToday: false, leftToday: 500, leftAfter: 0 } ) ).toMatch( /HighLevel takes 500 more today\. The rest goes on after midnight UTC, by itself\.$/ );
} );
