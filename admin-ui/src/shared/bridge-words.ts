/** Words that the bridge sends in English. `npm run pot` gives them to translators from the catalogue, not from here. */
import { __ as translate, sprintf } from '@wordpress/i18n';

/** A text of the catalogue, or the name of a step. */
export function bridgeWords( text: string ): string {
	return text === '' ? '' : translate( text, 'slotbridge' );
}

/** Its types read the placeholders out of a text that is written there; this one comes from outside. */
const fill = sprintf as ( pattern: string, ...values: string[] ) => string;

interface Titled {
	title: string;
	/** Missing in what a bridge of an earlier version sends. */
	titleParts?: { pattern: string; values: string[] };
}

/** What an event is called. */
export function eventTitle( { title, titleParts }: Titled ): string {
	return titleParts ? fill( bridgeWords( titleParts.pattern ), ...titleParts.values ) : title;
}
