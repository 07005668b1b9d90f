/** Puts a door into Express, always in the same three steps: allowed? valid? do it. */
import type { Request, RequestHandler, Router } from 'express';
import { AppError } from '../errors/app-error.ts';
import { authenticateSite, refuseEarly, type AuthenticatedSite, type AuthenticationDeps } from '../use-cases/authenticate-site.ts';
import type { SiteLimiter } from '../use-cases/limit-sites.ts';
import { markForPeople } from './answer-people.ts';
import { keepRawBody, parseBody, rawBody } from './read-body.ts';
import { refuseSignature } from './refuse-signature.ts';
import type { Route } from './route.ts';
import { isSameTarget } from './signed-target.ts';

export interface MountOptions extends AuthenticationDeps {
	publicUrl: string | null;
	/** Of signed requests; one for all doors. */
	limiter: SiteLimiter;
}

export function mountRoute( router: Router, route: Route, options: MountOptions ): void {
	const steps: RequestHandler[] = [ keepRawBody(), ( request, response, next ) => {
		answer( request, route, options ).then( ( reply ) => {
			response.status( reply.status ).set( reply.headers ?? {} );
			if ( reply.html !== undefined ) {
				response.type( 'html' ).send( reply.html );
			} else if ( reply.body === undefined ) {
				response.end();
			} else {
				response.json( reply.body );
			}
		} ).catch( next );
	} ];
	// Before a byte of the body is read: whoever is not signed at all, or for something else, costs us nothing.
	router[ route.method ]( route.path, ...( route.forPeople ? [ markForPeople ] : [] ), ...( route.signed ? [ requireToken( options ) ] : [] ), ...steps );
}

async function answer( request: Request, route: Route, options: MountOptions ) {
	const site = route.signed ? await authenticate( request, options ) : undefined;
	const body = route.schemas.body === undefined ? undefined : parseBody( request, route.mediaType );
	return route.handle( { site, address: request.ip ?? '', params: request.params, query: request.query, body, raw: rawBody( request ), header: ( name ) => request.get( name ) } );
}

async function authenticate( request: Request, options: MountOptions ): Promise<AuthenticatedSite> {
	const result = await authenticateSite( options, { ...signedHead( request, options ), body: rawBody( request ) } );
	if ( ! result.ok ) {
		throw refuseSignature( result.reason );
	}
	await options.limiter.take( result.site.id );
	return result.site;
}

/** What is signed besides the body. */
function signedHead( request: Request, { publicUrl }: MountOptions ) {
	return {
		token: bearerToken( request ) ?? '',
		method: request.method,
		isTarget: ( htu: string ) => isSameTarget( htu, { host: request.get( 'host' ), url: request.originalUrl, publicUrl } ),
	};
}

function requireToken( options: MountOptions ): RequestHandler {
	return ( request, _response, next ) => {
		const reason = bearerToken( request ) === undefined ? 'missing' : refuseEarly( options, signedHead( request, options ) );
		next( reason === undefined ? undefined : refuseSignature( reason ) );
	};
}

function bearerToken( request: Request ): string | undefined {
	return /^Bearer +(\S+)$/i.exec( request.get( 'authorization' ) ?? '' )?.[ 1 ];
}

/** For every address that no door has. */
export const refuseUnknown: RequestHandler = ( request, _response, next ) => {
	next( new AppError( 'not_found', `There is no door ${ request.method } ${ request.path } here. See /openapi.json for all of them.` ) );
};
