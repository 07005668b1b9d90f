/** Reads a form, which is how the OAuth doors are spoken to. */
import type { Request } from 'express';

export function isForm( request: Request ): boolean {
	return ( request.get( 'content-type' ) ?? '' ).startsWith( 'application/x-www-form-urlencoded' );
}

export function readForm( request: Request ): Record<string, string> {
	return Object.fromEntries( new URLSearchParams( Buffer.isBuffer( request.body ) ? request.body.toString( 'utf8' ) : '' ) );
}

const secrets = new Set( [ 'client_secret', 'code', 'code_verifier', 'refresh_token' ] );

/** As the log may show it: the secrets by their ends. */
export function shownForm( request: Request ): Record<string, string> {
	return Object.fromEntries( Object.entries( readForm( request ) ).map( ( [ name, value ] ) => [ name, secrets.has( name ) ? `…${ value.slice( -4 ) }` : value ] ) );
}
