/** How the rows of the status page are told in short. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Finding } from '../../api/accessally.ts';
import type { Tone } from '../../shared/tones.ts';

export const findingWords: Record<Finding[ 'state' ], { label: string; tone: Tone }> = {
	found: { label: __( 'Found', 'slotbridge' ), tone: 'good' },
	partly: { label: __( 'With limits', 'slotbridge' ), tone: 'warn' },
	missing: { label: __( 'Not found', 'slotbridge' ), tone: 'quiet' },
};

/** One sentence over the list. */
export function summariseFindings( findings: readonly Finding[] ): string {
	const limited = findings.filter( ( { state } ) => state !== 'found' ).length;
	if ( limited === 0 ) {
		return __( 'Everything that SlotBridge can use is there.', 'slotbridge' );
	}
	/* translators: %d: number of things. */
	return sprintf( _n( 'One thing is missing or has limits: it says what follows from it.', '%d things are missing or have limits: each says what follows from it.', limited, 'slotbridge' ), limited );
}
