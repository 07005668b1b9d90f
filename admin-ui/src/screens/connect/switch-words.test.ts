/** The owner is told how many calendars a switch between live and sandbox is about. */
import { describe, expect, it } from 'vitest';
import { forecastWords, switchedWords } from './switch-words.ts';

const none = { calendars: 0, groups: 0 };

describe( 'before a switch', () => {
	it( 'says what is there and what will be sent', () => {
		expect( forecastWords( { server: 'sandbox', there: none, sends: { calendars: 12, groups: 1 } } ) )
			.toBe( 'The sandbox has nothing of this site. What it lacks or has otherwise is sent there at once: 12 calendars and 1 group.' );
		expect( forecastWords( { server: 'live', there: { calendars: 1, groups: 0 }, sends: { calendars: 1, groups: 0 } } ) )
			.toBe( 'HighLevel has 1 calendar of this site. What it lacks or has otherwise is sent there at once: 1 calendar.' );
	} );

	it( 'says that nothing will be', () => {
		expect( forecastWords( { server: 'live', there: { calendars: 12, groups: 2 }, sends: none } ) )
			.toBe( 'HighLevel has 12 calendars and 2 groups of this site. All of it is up to date, so nothing is sent at once.' );
	} );
} );

describe( 'after a switch', () => {
	it( 'says what is being sent, as far as the bridge tells', () => {
		expect( switchedWords( 'live', { calendars: 3, groups: 0 } ) ).toBe( 'Changes now go to HighLevel. Being sent there: 3 calendars.' );
		expect( switchedWords( 'sandbox', { calendars: 0, groups: 2 } ) ).toBe( 'Changes now go to the sandbox. Being sent there: 2 groups.' );
		expect( switchedWords( 'live', none ) ).toBe( 'Changes now go to HighLevel. All of it was up to date there.' );
		expect( switchedWords( 'sandbox', undefined ) ).toBe( 'Changes now go to the sandbox.' );
	} );
} );
