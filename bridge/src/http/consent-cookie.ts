/** The cookie that binds a consent to a browser: one for each consent, so that two in two tabs do not meet. */

const NAME = 'slotbridge-consent-';
const HOST = '__Host-';
/** Nobody connects more at a time; whoever sends more is not a browser that we gave them to. */
const MOST = 20;

/** Only over https: browsers then take such a cookie from this very host alone, not from another one of the same domain. */
const prefix = ( ownUrl: string | undefined ): string => ( isSecure( ownUrl ) ? HOST : '' ) + NAME;
const isSecure = ( ownUrl: string | undefined ): boolean => URL.parse( ownUrl ?? '' )?.protocol === 'https:';

/** `__Host-` demands the path `/`; without it, the cookie goes to the doors of consents alone. */
function attributes( ownUrl: string | undefined ): string {
	const path = `${ ( URL.parse( ownUrl ?? '' )?.pathname ?? '' ).replace( /\/+$/, '' ) }/oauth`;
	return `${ isSecure( ownUrl ) ? 'Path=/; Secure' : `Path=${ path }` }; HttpOnly; SameSite=Lax`;
}

export function setConsentCookie( ownUrl: string | undefined, { id, secret, lifeSeconds }: { id: string; secret: string; lifeSeconds: number } ): string {
	return `${ prefix( ownUrl ) }${ id }=${ secret }; Max-Age=${ lifeSeconds }; ${ attributes( ownUrl ) }`;
}

export function clearConsentCookie( ownUrl: string | undefined, id: string ): string {
	return `${ prefix( ownUrl ) }${ id }=; Max-Age=0; ${ attributes( ownUrl ) }`;
}

/** The secrets in a Cookie header, whatever consents they are of: each has 256 bits, so none can be taken for another. */
export function readConsentCookies( ownUrl: string | undefined, header: string | undefined ): string[] {
	const wanted = prefix( ownUrl );
	return ( header ?? '' ).split( ';' ).map( ( pair ) => pair.trim() )
		.filter( ( pair ) => pair.startsWith( wanted ) ).slice( 0, MOST )
		.map( ( pair ) => pair.slice( pair.indexOf( '=' ) + 1 ) ).filter( ( secret ) => /^[\w-]{43}$/.test( secret ) );
}
