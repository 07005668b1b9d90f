/** Tells whether the address in a signature (`htu`) is the address that this request was sent to. */

export interface ReceivedTarget {
	/** The Host header. */
	host: string | undefined;
	/** Path with query, as received. */
	url: string;
	/** The configured address of the bridge, when a proxy stands before it; it may have a path. */
	publicUrl: string | null;
}

/**
 * Query and fragment do not count (RFC 9449 section 4.3). Without a public address the Host header decides, and the
 * scheme is taken as signed: whether TLS was ended before us cannot be seen from here.
 */
export function isSameTarget( htu: string, received: ReceivedTarget ): boolean {
	const signed = URL.parse( htu );
	if ( signed === null || ! [ 'http:', 'https:' ].includes( signed.protocol ) ) {
		return false;
	}
	const base = received.publicUrl ?? `${ signed.protocol }//${ received.host ?? '' }`;
	const expected = URL.parse( `${ base }${ received.url }` );
	return expected !== null && expected.origin === signed.origin && expected.pathname === signed.pathname;
}
