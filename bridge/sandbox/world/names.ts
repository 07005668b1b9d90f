/** Names for tokens in the log. */

/** A name for a token that does not give it away. */
export function nameOf( kind: string, token: string ): string {
	return `${ kind } …${ token.slice( -4 ) }`;
}
