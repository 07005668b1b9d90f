/** The verdict in one word, and how the rules of an audience go together. */
import { __ } from '@wordpress/i18n';
import type { Answer } from '../../api/access.ts';
import type { Tone } from '../../shared/tones.ts';

export function verdictOf( { allowed, preview, reason }: Pick<Answer, 'allowed' | 'preview' | 'reason'> ): { tone: Tone; words: string } {
	if ( preview ) {
		return { tone: 'wait', words: __( 'Preview only', 'slotbridge' ) };
	}
	if ( allowed ) {
		return { tone: 'good', words: __( 'Sees it', 'slotbridge' ) };
	}
	return reason === 'not-provable' ? { tone: 'warn', words: __( 'Hidden: not proved', 'slotbridge' ) } : { tone: 'quiet', words: __( 'Hidden', 'slotbridge' ) };
}

export function matchWords( match: Answer[ 'match' ] ): string {
	return {
		any: __( 'At least one of these is needed:', 'slotbridge' ),
		all: __( 'All of these are needed:', 'slotbridge' ),
		none: __( 'Nobody who has one of these sees it:', 'slotbridge' ),
	}[ match ];
}
