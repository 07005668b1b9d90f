/** What both kinds of schedules demand of their zone and their rules. */
import { unprocessable } from '../refusal.ts';
import type { Rule } from '../world/types.ts';

/** @throws Refusal 422 for a name that fits the pattern and is still no time zone. */
export function checkZone( zone: string | undefined ): void {
	try {
		new Intl.DateTimeFormat( 'en', { timeZone: zone } );
	} catch {
		throw unprocessable( [ 'timezone must be a valid IANA time zone' ] );
	}
}

/** A weekly rule names its day, a dated one its date. */
export function checkRules( rules: Rule[] | undefined ): void {
	const faults = ( rules ?? [] ).flatMap( ( rule, index ) => {
		if ( rule.type === 'wday' && ! rule.day ) {
			return [ `rules.${ index }.day should not be empty` ];
		}
		return rule.type === 'date' && ! rule.date ? [ `rules.${ index }.date should not be empty` ] : [];
	} );
	if ( faults.length ) {
		throw unprocessable( faults );
	}
}
