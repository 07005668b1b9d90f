/** As much of a browser as a consent needs: it keeps cookies by name, host and path, sends forms with their origin, and follows nothing by itself. */

interface Cookie {
	value: string;
	host: string;
	path: string;
	/** As it came. */
	line: string;
}

export class TestBrowser {
	readonly cookies = new Map<string, Cookie>();

	/** What an address gets from this browser. */
	cookieFor( url: URL ): string {
		return [ ...this.cookies ].filter( ( [ , { host, path } ] ) => host === url.host && ( path === '/' || `${ url.pathname }/`.startsWith( `${ path }/` ) ) )
			.map( ( [ name, { value } ] ) => `${ name }=${ value }` ).join( '; ' );
	}

	/** A link, or an address that was entered. */
	async open( address: URL | string ): Promise<Response> {
		return this.#send( new URL( address ), { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } } );
	}

	/** The button of a page; `from` and `site` are what a browser says on its own. */
	async submit( page: URL, fields: Record<string, string>, { from = page.origin, site = 'same-origin' }: { from?: string; site?: string } = {} ): Promise<Response> {
		const action = new URL( page.pathname, page );
		return this.#send( action, { method: 'POST', body: new URLSearchParams( fields ), headers: { accept: 'text/html', origin: from, 'sec-fetch-site': site } } );
	}

	/** Opens the page of a consent and presses its button with what stands in its form. */
	async goOn( page: URL ): Promise<Response> {
		const text = await ( await this.open( page ) ).text();
		return this.submit( page, { ticket: /name="ticket" value="([^"]*)"/.exec( text )?.[ 1 ] ?? '' } );
	}

	async #send( url: URL, { headers, ...init }: RequestInit & { headers: Record<string, string> } ): Promise<Response> {
		const cookie = this.cookieFor( url );
		const response = await fetch( url, { ...init, redirect: 'manual', headers: { ...headers, ...( cookie && { cookie } ) } } );
		response.headers.getSetCookie().forEach( ( line ) => this.#keep( url, line ) );
		return response;
	}

	#keep( url: URL, line: string ): void {
		const [ , name = '', value = '' ] = /^([^=]+)=([^;]*)/.exec( line ) ?? [];
		if ( /;\s*Max-Age=0(;|$)/i.test( line ) ) {
			this.cookies.delete( name );
		} else {
			this.cookies.set( name, { value, line, host: url.host, path: /;\s*Path=([^;]+)/i.exec( line )?.[ 1 ] ?? '/' } );
		}
	}
}
