/** What came of a test message, in one sentence for each receiver. */
import { __, sprintf } from '@wordpress/i18n';
import type { TestResult } from '../../api/alerts.ts';

export function testWords( { channel, receiver, ok, reason }: TestResult ): string {
	if ( ! ok ) {
		return sprintf( /* translators: 1: address, 2: reason. */ __( 'Not delivered to %1$s: %2$s', 'slotbridge' ), receiver, reason ?? __( 'No reason was given.', 'slotbridge' ) );
	}
	return channel === 'webhook'
		? sprintf( /* translators: %s: address. */ __( 'Delivered to %s.', 'slotbridge' ), receiver )
		: sprintf( /* translators: %s: e-mail address. */ __( 'Handed to the mail server for %s. Look into that inbox.', 'slotbridge' ), receiver );
}
