/** Messages as chat programs take them: Slack, Mattermost, Discord (with /slack behind its address) and others read `{ "text" }`. */

/** Slack cuts at 40,000 characters, Discord refuses from 2,000 on. */
const LONGEST = 1_900;

/**
 * @param title One line, shown in bold.
 * @param lines Plain text; what a change is called may stand in it, and must not become a link or call everybody.
 */
export function chatMessage( title: string, lines: readonly string[] ): { text: string } {
	const text = [ `*${ escape( title ).replaceAll( '*', '∗' ) }*`, ...lines.map( escape ) ].join( '\n' );
	return { text: text.length > LONGEST ? `${ text.slice( 0, LONGEST ) }…` : text };
}

/** `<!channel>` and links need the brackets; "@everyone" is broken by a space without width. */
function escape( text: string ): string {
	return text.replaceAll( '&', '&amp;' ).replaceAll( '<', '&lt;' ).replaceAll( '>', '&gt;' ).replace( /@(?=everyone|here|channel|all)/gi, '@\u200B' );
}
