/** Tokens, their scopes, and the limits they are held to. */
import type { RequestHandler } from 'express';
import { allScopes } from '../data/operations.ts';
import { oauthScopes } from '../oauth/agency.ts';
import { checkBody } from '../doors/check-shape.ts';
import { flag, list, number, text } from '../doors/shape.ts';
import { notFound } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import type { TokenKind } from '../world/types.ts';
import { nameOf } from '../world/names.ts';

const scopes = list( text( { oneOf: [ ...allScopes, ...oauthScopes ] } ) );
const kinds: TokenKind[] = [ 'privateIntegration', 'oauth', 'agency' ];

/** Adds or replaces a token; a location that is not known yet is made, with its team. */
export function addToken( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const body = checkBody( request.body, {
			token: text( { required: true } ), locationId: text( { required: true } ), name: text(), scopes,
			kind: text( { oneOf: kinds } ), revoked: flag(), locationName: text(), timeZone: text(),
		} ) as { token: string; locationId: string; name?: string; scopes?: string[]; kind?: TokenKind; revoked?: boolean; locationName?: string; timeZone?: string };
		const kind = body.kind ?? 'privateIntegration';
		const { token: _, ...shown } = {
			token: body.token, name: body.name ?? nameOf( kind, body.token ), locationId: body.locationId, kind,
			scopes: body.scopes ?? allScopes, revoked: body.revoked ?? false,
		};
		sandbox.world.ensureLocation( body.locationId, body.locationName, body.timeZone );
		sandbox.world.putToken( { token: body.token, ...shown } );
		sandbox.world.changed();
		response.status( 201 ).json( { token: shown } );
	};
}

/** As the owner ticks scopes of a private integration: the token stays the same. */
export function setScopes( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const body = checkBody( request.body, { scopes: { ...scopes, required: true } } ) as { scopes: string[] };
		const token = sandbox.world.state.tokens.find( ( known ) => known.token === request.params[ 'token' ] );
		if ( ! token ) {
			throw notFound( 'There is no such token.' );
		}
		token.scopes = body.scopes;
		sandbox.world.changed();
		const { token: _, ...shown } = token;
		response.json( { token: shown } );
	};
}

/** Only what is named changes; the counters begin anew. */
export function setLimits( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const body = checkBody( request.body, { max: number( { min: 0 } ), intervalMs: number( { min: 1 } ), daily: number( { min: 0 } ) } );
		Object.assign( sandbox.world.state.limits, body );
		sandbox.limiter.reset();
		sandbox.world.changed();
		response.json( { limits: sandbox.world.state.limits } );
	};
}
