/** The door of one operation: version, kind of token, scope, body, location, and then the operation itself. */
import type { RequestHandler } from 'express';
import type { Operation } from '../data/operations.ts';
import { badRequest, notFound, unauthorized } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Token } from '../world/types.ts';
import { sendAnswer } from './answering.ts';
import type { Handler } from './call.ts';
import { requireLocation } from './gateway.ts';
import { isForm, readForm } from './read-form.ts';
import { visitOf } from './visit.ts';

/** The order is HighLevel's: a missing scope is told before a wrong location, and that before a wrong body. */
export function operationDoor( sandbox: Sandbox, operation: Operation, handler: Handler ): RequestHandler {
	return ( request, response ) => {
		const visit = visitOf( response );
		const token = visit.token!;
		visit.entry.operation = operation.id;
		if ( operation.v3Only && request.get( 'version' ) !== 'v3' ) {
			throw notFound( `Cannot ${ request.method } ${ request.originalUrl }` );
		}
		requireScope( token, operation );
		const body = isForm( request ) ? readForm( request ) : readJson( request.body );
		const query = { ...request.query };
		requireLocation( token, query, body );
		sendAnswer( request, response, handler( {
			world: sandbox.world,
			token,
			path: request.params as Record<string, string>,
			query,
			body,
			version: request.get( 'version' ) ?? '',
			now: Date.now(),
		} ) );
	};
}

function requireScope( token: Token, operation: Operation ): void {
	if ( token.kind === 'agency' && ! operation.agency ) {
		throw unauthorized( 'This AuthClass is not yet supported!' );
	}
	if ( ! token.scopes.includes( operation.scope ) ) {
		throw unauthorized( 'The token is not authorized for this scope.' );
	}
}

function readJson( raw: unknown ): unknown {
	const text = Buffer.isBuffer( raw ) ? raw.toString( 'utf8' ) : '';
	if ( text === '' ) {
		return undefined;
	}
	try {
		return JSON.parse( text );
	} catch ( error ) {
		throw badRequest( ( error as Error ).message );
	}
}
