/** The doors that every request passes before its operation: log, faults, Cloudflare, Version, token, limits. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import { knownVersions, removedInV3 } from '../data/operations.ts';
import { badRequest, forbidden, Refusal, refuse, unauthorized } from '../refusal.ts';
import { newTraceId } from '../world/ids.ts';
import type { Token } from '../world/types.ts';
import type { Sandbox } from '../sandbox.ts';
import { cut } from './answering.ts';
import type { Fault } from './faults.ts';
import { isForm, shownForm } from './read-form.ts';
import { visitOf, type Visit } from './visit.ts';

const cloudflarePage = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>cloudflare</center></body></html>\n';

export function logRequest( sandbox: Sandbox ): RequestHandler {
	return ( request, response, next ) => {
		const startedAt = performance.now();
		const entry = sandbox.log.add( {
			at: new Date().toISOString(),
			method: request.method,
			path: request.path,
			query: shownQuery( request.query ),
			version: request.get( 'version' ) ?? null,
			token: null, locationId: null, operation: null, body: null, status: null, fault: null,
			traceId: newTraceId(),
			durationMs: null,
		} );
		response.locals[ 'visit' ] = { entry, startedAt } satisfies Visit;
		response.once( 'close', () => {
			entry.status = response.writableFinished ? response.statusCode : null;
			entry.durationMs = Math.round( performance.now() - startedAt );
		} );
		next();
	};
}

/** A consent's address holds nothing that is of use to anybody else but the app's own state. */
function shownQuery( query: Request[ 'query' ] ): Record<string, unknown> {
	return { ...query, ...( query[ 'state' ] !== undefined && { state: '…' } ) };
}

/** Reads the body into the log before anything can refuse the request: what was sent is what one wants to see. */
export const logBody: RequestHandler = ( request, response, next ) => {
	const raw = Buffer.isBuffer( request.body ) ? request.body.toString( 'utf8' ) : '';
	try {
		visitOf( response ).entry.body = raw === '' ? null : isForm( request ) ? shownForm( request ) : JSON.parse( raw );
	} catch {
		visitOf( response ).entry.body = raw;
	}
	next();
};

export function meetFaults( sandbox: Sandbox ): RequestHandler {
	return async ( request, response, next ) => {
		const visit = visitOf( response );
		const met = sandbox.faults.meet( request.method, request.path );
		if ( met.length ) {
			visit.entry.fault = met.map( ( fault ) => fault.kind ).join( ', ' );
		}
		for ( const fault of met ) {
			if ( fault.kind === 'slow' ) {
				await wait( fault.ms );
			} else if ( fault.kind === 'cut-before' ) {
				cut( request );
				return;
			} else if ( fault.kind === 'html-error' ) {
				response.status( 502 ).type( 'text/html' ).send( cloudflarePage );
				return;
			} else if ( fault.kind === 'rate-limit' ) {
				response.set( sandbox.limiter.exhausted( bearerOf( request ) ?? '', sandbox.world.state.limits, Date.now() ) );
				throw tooMany();
			} else {
				refuseBy( fault );
				visit.fault = fault;
			}
		}
		next();
	};
}

function refuseBy( fault: Fault ): void {
	if ( fault.kind === 'server-error' ) {
		throw new Refusal( fault.status ?? 500, { statusCode: fault.status ?? 500, message: 'Internal server error' } );
	}
	if ( fault.kind === 'token-revoked' ) {
		throw unauthorized( 'Invalid Private Integration token' );
	}
	if ( fault.kind === 'answer' ) {
		throw new Refusal( fault.status ?? 400, ( fault.body ?? {} ) as Record<string, unknown> | string );
	}
}

const tooMany = (): Refusal => refuse( 429, 'Too Many Requests' );

/** Cloudflare stands in front of HighLevel and turns away clients that do not say who they are. */
export const requireUserAgent: RequestHandler = ( request, _response, next ) => {
	if ( ! request.get( 'user-agent' ) ) {
		throw new Refusal( 403, 'error code: 1010' );
	}
	next();
};

export const requireVersion: RequestHandler = ( request, _response, next ) => {
	const version = request.get( 'version' );
	if ( ! version ) {
		throw unauthorized( 'version header was not found.' );
	}
	if ( ! knownVersions.includes( version ) ) {
		throw unauthorized( 'version header is invalid' );
	}
	next();
};

export function requireToken( sandbox: Sandbox ): RequestHandler {
	return ( request, response, next ) => {
		const visit = visitOf( response );
		const bearer = bearerOf( request );
		const token = sandbox.world.state.tokens.find( ( known ) => known.token === bearer );
		visit.entry.token = token?.name ?? ( bearer ? 'unknown token' : null );
		if ( ! token || token.revoked || ( token.expiresAt !== undefined && token.expiresAt <= Date.now() ) ) {
			throw unauthorized( deadTokenText( bearer, token ) );
		}
		visit.token = token;
		visit.entry.locationId = token.locationId;
		next();
	};
}

function bearerOf( request: Request ): string | undefined {
	return /^bearer\s+(\S+)\s*$/i.exec( request.get( 'authorization' ) ?? '' )?.[ 1 ];
}

function deadTokenText( bearer: string | undefined, token: Token | undefined ): string {
	if ( bearer?.startsWith( 'pit-' ) || token?.kind === 'privateIntegration' ) {
		return 'Invalid Private Integration token';
	}
	return token ? 'Invalid token: access token is invalid' : 'Invalid JWT';
}

export function limitRate( sandbox: Sandbox ): RequestHandler {
	return ( _request, response, next ) => {
		const { token } = visitOf( response );
		const reading = sandbox.limiter.take( token?.token ?? '', sandbox.world.state.limits, Date.now() );
		response.set( reading.headers );
		if ( ! reading.allowed ) {
			throw tooMany();
		}
		next();
	};
}

export const refuseRemoved: RequestHandler = ( request, _response, next ) => {
	if ( request.get( 'version' ) === 'v3' && removedInV3.includes( request.path.replace( /\/$/, '' ) ) ) {
		throw badRequest( `Endpoint ${ request.originalUrl } not available in API version v3. This endpoint was removed in version v3. Please use a version before v3.` );
	}
	next();
};

/** A token opens one location only. Names of other locations in query or body are refused before anything is validated. */
export function requireLocation( token: Token, query: Record<string, unknown>, body: unknown ): void {
	const named = [ query[ 'locationId' ], ( body as Record<string, unknown> | undefined )?.[ 'locationId' ] ];
	if ( token.kind !== 'agency' && named.some( ( id ) => typeof id === 'string' && id !== '' && id !== token.locationId ) ) {
		throw wrongLocation();
	}
}

export const wrongLocation = (): Refusal => forbidden( 'The token does not have access to this location.' );
