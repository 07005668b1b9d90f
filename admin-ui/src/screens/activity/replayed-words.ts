/** What the owner reads after a replay was asked for. */
import { __, _n, sprintf } from '@wordpress/i18n';

export function replayedWords( replayed: number ): string {
	if ( replayed === 0 ) {
		return __( 'Nothing was left to replay.', 'slotbridge' );
	}
	/* translators: %d: number of events. */
	return sprintf( _n( '%d event is on its way again.', '%d events are on their way again.', replayed, 'slotbridge' ), replayed );
}
