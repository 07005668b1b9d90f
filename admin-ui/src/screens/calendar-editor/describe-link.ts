/** The same headline and sentence from the stored link alone, for people who may edit calendars but not see the activity. */
import { __ } from '@wordpress/i18n';
import type { Link } from '../../api/types.ts';
import type { Tone } from '../../shared/tones.ts';
import type { Sync } from './describe-sync.ts';

interface Words {
	tone: Tone;
	title: string;
	detail: string;
}

const words: Record<Link[ 'state' ], Words> = {
	linked: { tone: 'good', title: __( 'In step with HighLevel', 'slotbridge' ), detail: __( 'HighLevel has what you see here.', 'slotbridge' ) },
	creating: { tone: 'busy', title: __( 'On its way', 'slotbridge' ), detail: __( 'It is being made in HighLevel.', 'slotbridge' ) },
	pending: { tone: 'busy', title: __( 'On its way', 'slotbridge' ), detail: __( 'The bridge is sending it to HighLevel.', 'slotbridge' ) },
	waiting: { tone: 'wait', title: __( 'Waiting', 'slotbridge' ), detail: '' },
	failing: { tone: 'bad', title: __( 'HighLevel did not take it', 'slotbridge' ), detail: '' },
	released: { tone: 'quiet', title: __( 'No longer kept in step', 'slotbridge' ), detail: '' },
	deleted: { tone: 'quiet', title: __( 'Deleted in HighLevel', 'slotbridge' ), detail: '' },
};

export function describeLink( link: Link | null ): Sync {
	if ( link === null ) {
		return { tone: 'quiet', title: __( 'Not in HighLevel yet', 'slotbridge' ), detail: __( 'It is sent when you save it.', 'slotbridge' ), highLevelId: null, eventId: null, deliveredAt: null, isSettled: true };
	}
	const { tone, title, detail } = words[ link.state ];
	return { tone, title, detail: link.reason ?? detail, highLevelId: link.highLevelId, eventId: null, deliveredAt: link.syncedAt, isSettled: tone !== 'busy' };
}
