/** Each state of an event in one word, a tone, and a sentence. */
import { __ } from '@wordpress/i18n';
import type { EventState } from '../../api/types.ts';
import type { Tone } from '../../shared/tones.ts';

interface StateWords {
	label: string;
	tone: Tone;
	meaning: string;
}

export const eventStates: EventState[] = [ 'delivered', 'pending', 'running', 'retrying', 'waiting', 'dead', 'superseded' ];

export const stateWords: Record<EventState, StateWords> = {
	pending: { label: __( 'Queued', 'slotbridge' ), tone: 'busy', meaning: __( 'It is next in line.', 'slotbridge' ) },
	running: { label: __( 'Under way', 'slotbridge' ), tone: 'busy', meaning: __( 'It is being sent to HighLevel now.', 'slotbridge' ) },
	retrying: { label: __( 'Trying again', 'slotbridge' ), tone: 'warn', meaning: __( 'HighLevel did not take it yet. It is tried again by itself.', 'slotbridge' ) },
	waiting: { label: __( 'Waiting', 'slotbridge' ), tone: 'wait', meaning: __( 'It goes on by itself once the reason is gone.', 'slotbridge' ) },
	delivered: { label: __( 'Delivered', 'slotbridge' ), tone: 'good', meaning: __( 'HighLevel has it, and it was read back to be sure.', 'slotbridge' ) },
	superseded: { label: __( 'Merged', 'slotbridge' ), tone: 'quiet', meaning: __( 'A newer change of the same thing came before this one was sent; the newer one carries everything.', 'slotbridge' ) },
	dead: { label: __( 'Failed', 'slotbridge' ), tone: 'bad', meaning: __( 'It was given up. Mend the cause, then replay it.', 'slotbridge' ) },
};

/** True while the state will still change by itself. */
export const isOpenState = ( state: EventState ): boolean => state === 'pending' || state === 'running' || state === 'retrying' || state === 'waiting';

/** A run's or step's state is the bridge's own word; known ones get a tone. */
export function toneOf( state: string ): Tone {
	if ( [ 'done', 'delivered', 'succeeded', 'success', 'ok', 'completed' ].includes( state ) ) {
		return 'good';
	}
	if ( [ 'failed', 'dead', 'error' ].includes( state ) ) {
		return 'bad';
	}
	return { retrying: 'warn', retry: 'warn', waiting: 'wait', running: 'busy', pending: 'busy' }[ state ] as Tone | undefined ?? 'quiet';
}

/** The same for its word. */
export function stepLabel( state: string ): string {
	const words: Record<Tone, string> = {
		good: __( 'Done', 'slotbridge' ),
		bad: __( 'Failed', 'slotbridge' ),
		warn: __( 'Trying again', 'slotbridge' ),
		wait: __( 'Waiting', 'slotbridge' ),
		busy: __( 'Under way', 'slotbridge' ),
		quiet: state === 'skipped' ? __( 'Not needed', 'slotbridge' ) : state,
	};
	return words[ toneOf( state ) ];
}
