/** Says in one headline and one sentence how a calendar stands with HighLevel, from its latest activity. */
import { __ } from '@wordpress/i18n';
import type { ActivityPage } from '../../api/types.ts';
import type { Tone } from '../../shared/tones.ts';

export interface Sync {
	tone: Tone;
	title: string;
	detail: string;
	highLevelId: string | null;
	/** The event to read more about. */
	eventId: string | null;
	/** When HighLevel got the last change. */
	deliveredAt: string | null;
	/** False while it will still change by itself, soon. */
	isSettled: boolean;
}

/**
 * @param page    Activity of this subject, newest first.
 * @param subject `calendar/123`.
 */
export function describeSync( page: ActivityPage, subject: string ): Sync {
	const queued = page.outbox.items.find( ( item ) => item.subject === subject );
	const items = page.items.filter( ( item ) => item.subject === subject );
	const latest = items.find( ( { state } ) => state !== 'superseded' ) ?? null;
	const known = {
		highLevelId: items.find( ( { highLevelId } ) => highLevelId !== null )?.highLevelId ?? null,
		deliveredAt: items.find( ( { state } ) => state === 'delivered' )?.finishedAt ?? null,
	};
	if ( queued ) {
		return { ...known, ...describeQueued( queued.state, queued.reason ), eventId: null };
	}
	if ( latest === null ) {
		return {
			...known,
			tone: 'quiet',
			title: page.bridgeError ? __( 'Not known', 'slotbridge' ) : __( 'Not in HighLevel yet', 'slotbridge' ),
			detail: page.bridgeError?.message ?? __( 'It is sent when you save it.', 'slotbridge' ),
			eventId: null,
			isSettled: true,
		};
	}
	return { ...known, ...describeState( latest.state, latest.reason ), eventId: latest.id };
}

type Words = Pick<Sync, 'tone' | 'title' | 'detail' | 'isSettled'>;

function describeQueued( state: 'queued' | 'refused', reason: string | null ): Words {
	return state === 'refused'
		? { tone: 'bad', title: __( 'Refused', 'slotbridge' ), detail: reason ?? __( 'The bridge did not take this change.', 'slotbridge' ), isSettled: true }
		: { tone: 'busy', title: __( 'On its way', 'slotbridge' ), detail: reason ?? __( 'Waiting to be handed to the bridge.', 'slotbridge' ), isSettled: false };
}

function describeState( state: string, reason: string | null ): Words {
	switch ( state ) {
		case 'delivered':
			return { tone: 'good', title: __( 'In step with HighLevel', 'slotbridge' ), detail: __( 'HighLevel has what you see here.', 'slotbridge' ), isSettled: true };
		case 'dead':
			return { tone: 'bad', title: __( 'HighLevel did not take it', 'slotbridge' ), detail: reason ?? '', isSettled: true };
		case 'waiting':
			return { tone: 'wait', title: __( 'Waiting', 'slotbridge' ), detail: reason ?? '', isSettled: true };
		case 'retrying':
			return { tone: 'warn', title: __( 'Trying again', 'slotbridge' ), detail: reason ?? '', isSettled: false };
		default:
			return { tone: 'busy', title: __( 'On its way', 'slotbridge' ), detail: __( 'The bridge is sending it to HighLevel.', 'slotbridge' ), isSettled: false };
	}
}
