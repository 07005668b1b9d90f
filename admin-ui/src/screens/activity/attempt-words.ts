/** Shortens what an attempt's line shows. */

/** Path and query of a full address; anything else as it is. */
export function pathOf( url: string ): string {
	try {
		const { pathname, search } = new URL( url );
		return pathname + search;
	} catch {
		return url;
	}
}

export function statusTone( status: number | null ): 'good' | 'warn' | 'bad' {
	if ( status === null ) {
		return 'bad';
	}
	if ( status < 400 ) {
		return 'good';
	}
	return status === 429 ? 'warn' : 'bad';
}
