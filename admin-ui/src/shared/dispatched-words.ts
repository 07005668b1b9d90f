/** What the owner reads after the outbox was sent by hand. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { DispatchReport } from '../api/types.ts';

export function dispatchedWords( { sent, busy, error }: DispatchReport ): string {
	if ( error ) {
		return error;
	}
	if ( busy ) {
		return __( 'It is being sent already.', 'slotbridge' );
	}
	/* translators: %d: number of changes. */
	return sent === 0 ? __( 'Nothing was waiting.', 'slotbridge' ) : sprintf( _n( '%d change was sent.', '%d changes were sent.', sent, 'slotbridge' ), sent );
}
