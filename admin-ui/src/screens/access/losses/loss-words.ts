/** Entries of lost access in words: their state, what a button would do, how long the grace is. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Decided, Decision, Loss, LossSettings, LossState, LostBooking } from '../../../api/losses.ts';
import type { Tone } from '../../../shared/tones.ts';

export function stateWords( state: LossState ): { tone: Tone; words: string } {
	return {
		waiting: { tone: 'wait', words: __( 'In grace', 'slotbridge' ) },
		asked: { tone: 'warn', words: __( 'Your decision', 'slotbridge' ) },
		kept: { tone: 'quiet', words: __( 'Kept', 'slotbridge' ) },
		cancelling: { tone: 'busy', words: __( 'Cancelling', 'slotbridge' ) },
		cancelled: { tone: 'good', words: __( 'Cancelled', 'slotbridge' ) },
		restoring: { tone: 'busy', words: __( 'Restoring', 'slotbridge' ) },
		restored: { tone: 'good', words: __( 'Restored', 'slotbridge' ) },
		failed: { tone: 'bad', words: __( 'Not all done', 'slotbridge' ) },
		regained: { tone: 'quiet', words: __( 'Has access again', 'slotbridge' ) },
	}[ state ] as { tone: Tone; words: string };
}

export function bookingWords( state: LostBooking[ 'state' ] ): string {
	return {
		found: __( 'booked', 'slotbridge' ),
		cancelling: __( 'being cancelled', 'slotbridge' ),
		cancelled: __( 'cancelled', 'slotbridge' ),
		'cancel-failed': __( 'could not be cancelled', 'slotbridge' ),
		restoring: __( 'being restored', 'slotbridge' ),
		restored: __( 'restored', 'slotbridge' ),
		'restore-failed': __( 'could not be restored', 'slotbridge' ),
	}[ state ];
}

/** Choices of the filter: all, what is to be decided, and each state. `value` is what the list is asked for. */
export function filterOptions( counts: Record<LossState, number> ): { value: string; label: string }[] {
	const total = Object.values( counts ).reduce( ( sum, count ) => sum + count, 0 );
	const option = ( value: string, words: string, count: number ) => ( { value, label: sprintf( /* translators: 1: name of a filter, 2: number of entries. */ __( '%1$s (%2$d)', 'slotbridge' ), words, count ) } );
	return [
		option( '', __( 'All', 'slotbridge' ), total ),
		option( 'asked,waiting', __( 'Still open', 'slotbridge' ), counts.asked + counts.waiting ),
		option( 'cancelling,restoring', __( 'Under way', 'slotbridge' ), counts.cancelling + counts.restoring ),
		option( 'cancelled', __( 'Cancelled', 'slotbridge' ), counts.cancelled ),
		option( 'failed', __( 'Not all done', 'slotbridge' ), counts.failed ),
		option( 'kept,restored,regained', __( 'Kept, restored or with access again', 'slotbridge' ), counts.kept + counts.restored + counts.regained ),
	];
}

/** Whether something happens by itself right now, so that it pays to look again. */
export function isUnderWay( items: readonly Pick<Loss, 'state'>[] ): boolean {
	return items.some( ( { state } ) => state === 'cancelling' || state === 'restoring' );
}

/** Those of the chosen entries for which this can be decided. */
export function fitting( items: readonly Loss[], chosen: ReadonlySet<number>, decision: Decision ): Loss[] {
	const can = { keep: 'canKeep', cancel: 'canCancel', undo: 'canUndo' } as const;
	return items.filter( ( item ) => chosen.has( item.id ) && item[ can[ decision ] ] );
}

/** What is asked before it is done. */
export function questionOf( decision: Decision, count: number ): { title: string; text: string; confirm: string } {
	const people = sprintf( /* translators: %d: number of entries. */ _n( '%d entry', '%d entries', count, 'slotbridge' ), count );
	return {
		keep: {
			title: __( 'Keep the bookings?', 'slotbridge' ),
			text: sprintf( /* translators: %s: such as "3 entries". */ __( 'Nothing is changed in HighLevel for %s. The bookings take place although the members have no access any more.', 'slotbridge' ), people ),
			confirm: __( 'Keep bookings', 'slotbridge' ),
		},
		cancel: {
			title: __( 'Cancel the bookings?', 'slotbridge' ),
			text: sprintf( /* translators: %s: such as "3 entries". */ __( 'All future bookings of %s in their calendar are cancelled in HighLevel. HighLevel tells the members if you have set that up there. Until a booking’s time comes you can undo this here, as long as nobody else has booked that time.', 'slotbridge' ), people ),
			confirm: __( 'Cancel bookings', 'slotbridge' ),
		},
		undo: {
			title: __( 'Restore the bookings?', 'slotbridge' ),
			text: sprintf( /* translators: %s: such as "3 entries". */ __( 'The cancelled bookings of %s are confirmed again in HighLevel. Where somebody else has the time by now, the list will say so.', 'slotbridge' ), people ),
			confirm: __( 'Restore bookings', 'slotbridge' ),
		},
	}[ decision ];
}

/** What came of it, in one sentence. */
export function decidedWords( decision: Decision, { items, refused }: Decided ): string {
	const done = {
		/* translators: %d: number of entries. */
		keep: sprintf( _n( 'Kept: %d entry.', 'Kept: %d entries.', items.length, 'slotbridge' ), items.length ),
		/* translators: %d: number of entries. */
		cancel: sprintf( _n( 'Cancelling: %d entry.', 'Cancelling: %d entries.', items.length, 'slotbridge' ), items.length ),
		/* translators: %d: number of entries. */
		undo: sprintf( _n( 'Restoring: %d entry.', 'Restoring: %d entries.', items.length, 'slotbridge' ), items.length ),
	}[ decision ];
	return [ ...( items.length > 0 ? [ done ] : [] ), ...new Set( refused.map( ( { reason } ) => reason ) ) ].join( ' ' );
}

export type GraceUnit = 'hours' | 'days';

/** Days where that says it exactly. */
export function graceOf( hours: number ): { value: number; unit: GraceUnit } {
	return hours > 0 && hours % 24 === 0 ? { value: hours / 24, unit: 'days' } : { value: hours, unit: 'hours' };
}

export const longestHours = 2160;

/** The hours of what was typed; null: it is no whole number, or too long. */
export function graceHours( value: string, unit: GraceUnit ): number | null {
	const hours = /^\d{1,4}$/.test( value.trim() ) ? Number( value ) * ( unit === 'days' ? 24 : 1 ) : NaN;
	return hours <= longestHours ? hours : null;
}

export function isSame( a: LossSettings, b: LossSettings ): boolean {
	return a.mode === b.mode && a.graceHours === b.graceHours && a.mail === b.mail;
}
