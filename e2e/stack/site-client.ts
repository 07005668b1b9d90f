/** Speaks the site's REST API as its owner: a real login form, a session cookie and a REST nonce, as a browser has them. */

export interface SiteAnswer<T> {
	status: number;
	body: T;
}

/** A REST call that the site refused; the message is the site's own. */
export class SiteError extends Error {
	override readonly name = 'SiteError';
	readonly status: number;
	readonly code: string;
	readonly data: unknown;

	constructor( status: number, body: { code?: string; message?: string; data?: unknown } ) {
		super( body.message ?? `the site answered ${ status }` );
		this.status = status;
		this.code = body.code ?? '';
		this.data = body.data;
	}
}

export interface SiteClient {
	/** The session, as a Cookie header. */
	cookie: string;
	/** The answer as it is, whatever its status. */
	send: <T = unknown>( method: string, path: string, body?: unknown ) => Promise<SiteAnswer<T>>;
	/** The body of a 2xx answer. `path` is below /wp-json/. @throws SiteError for any other status. */
	call: <T = unknown>( method: string, path: string, body?: unknown ) => Promise<T>;
}

/** Playground takes seconds for a page. */
const timeoutMs = 120_000;

function readCookies( response: Response ): string[] {
	return response.headers.getSetCookie().map( ( line ) => line.split( ';' )[ 0 ]! ).filter( ( pair ) => ! pair.endsWith( '=deleted' ) );
}

async function logIn( url: string, user: string, password: string ): Promise<string> {
	const form = new URLSearchParams( { log: user, pwd: password, 'wp-submit': 'Log In', testcookie: '1' } );
	const response = await fetch( `${ url }/wp-login.php`, {
		method: 'POST', body: form, redirect: 'manual', headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' }, signal: AbortSignal.timeout( timeoutMs ),
	} );
	await response.arrayBuffer();
	const cookies = readCookies( response );
	if ( ! cookies.some( ( pair ) => pair.startsWith( 'wordpress_logged_in_' ) ) ) {
		throw new Error( `${ url } did not accept the login of ${ user } (status ${ response.status })` );
	}
	return cookies.join( '; ' );
}

async function fetchNonce( url: string, cookie: string ): Promise<string> {
	const response = await fetch( `${ url }/wp-admin/admin-ajax.php?action=rest-nonce`, { headers: { cookie }, signal: AbortSignal.timeout( timeoutMs ) } );
	const nonce = ( await response.text() ).trim();
	if ( ! response.ok || ! /^[0-9a-f]{10}$/.test( nonce ) ) {
		throw new Error( `${ url } gave no REST nonce (status ${ response.status })` );
	}
	return nonce;
}

function parse( text: string, status: number ): unknown {
	try {
		return text === '' ? null : JSON.parse( text );
	} catch {
		throw new Error( `the site answered ${ status } with something that is not JSON: ${ text.slice( 0, 200 ) }` );
	}
}

/** Logs in; the session lasts two days. */
export async function openSite( url: string, owner: { user: string; password: string } ): Promise<SiteClient> {
	const cookie = await logIn( url, owner.user, owner.password );
	const nonce = await fetchNonce( url, cookie );
	const send = async <T>( method: string, path: string, body?: unknown ): Promise<SiteAnswer<T>> => {
		const response = await fetch( `${ url }/wp-json/${ path.replace( /^\//, '' ) }`, {
			method,
			headers: { cookie, 'x-wp-nonce': nonce, accept: 'application/json', ...( body === undefined ? {} : { 'content-type': 'application/json' } ) },
			body: body === undefined ? undefined : JSON.stringify( body ),
			signal: AbortSignal.timeout( timeoutMs ),
		} );
		return { status: response.status, body: parse( await response.text(), response.status ) as T };
	};
	return {
		cookie,
		send,
		call: async <T>( method: string, path: string, body?: unknown ): Promise<T> => {
			const answer = await send<T>( method, path, body );
			if ( answer.status < 200 || answer.status > 299 ) {
				throw new SiteError( answer.status, ( answer.body ?? {} ) as { code?: string; message?: string } );
			}
			return answer.body;
		},
	};
}
