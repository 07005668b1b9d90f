/** The one word with which the bridge sends the browser back from HighLevel, in words for the owner. */
import { __ } from '@wordpress/i18n';

export interface ConsentNotice {
	status: 'success' | 'warning' | 'error';
	words: string;
}

/** @param search The query of the page's address. Null when the browser does not come from a consent. */
export function readConsentResult( search: string ): ConsentNotice | null {
	const notices: Record<string, ConsentNotice> = {
		connected: { status: 'success', words: __( 'Connected with HighLevel.', 'slotbridge' ) },
		refused: { status: 'warning', words: __( 'You did not allow the app in HighLevel, so nothing was changed.', 'slotbridge' ) },
		failed: { status: 'error', words: __( 'HighLevel did not give access. Try again in a moment; if it happens again, the log of the bridge has the reason.', 'slotbridge' ) },
		empty: { status: 'warning', words: __( 'The agency is connected, but no location was chosen. Locations in which you install the app later appear here by themselves.', 'slotbridge' ) },
	};
	const word = new URLSearchParams( search ).get( 'slotbridge-connect' ) ?? '';
	return Object.hasOwn( notices, word ) ? notices[ word ]! : null;
}
