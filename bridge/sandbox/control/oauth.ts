/** The OAuth side in the hands of a test or a person: the app, ends of tokens, and what owners do in HighLevel. */
import type { RequestHandler, Router } from 'express';
import { checkBody } from '../doors/check-shape.ts';
import { flag, number, text } from '../doors/shape.ts';
import { install, uninstall } from '../oauth/installs.ts';
import type { Sandbox } from '../sandbox.ts';

const where = { locationId: text(), companyId: text() };

/** Hangs up everything under /__sandbox/oauth. */
export function serveOAuthControl( router: Router, sandbox: Sandbox ): void {
	const { world, webhooks } = sandbox;
	router.get( '/oauth', ( _request, response ) => void response.json( describe( sandbox ) ) );
	router.put( '/oauth/app', ( request, response ) => {
		Object.assign( world.state.oauth.app, checkBody( request.body, {
			clientId: text(), clientSecret: text(), webhookUrl: text(), webhookRetryMs: number( { min: 0 } ), acceptsPkce: flag(),
		} ) );
		world.changed();
		response.json( describe( sandbox ) );
	} );
	router.post( '/oauth/expire', expire( sandbox ) );
	router.post( '/oauth/end-grace', ( _request, response ) => {
		for ( const token of world.state.oauth.refreshTokens ) {
			token.used = token.used && { ...token.used, at: 0 };
		}
		response.status( 204 ).end();
	} );
	router.post( '/oauth/install', ( request, response ) => {
		const { locationId } = checkBody( request.body, { locationId: text( { required: true } ) } ) as { locationId: string };
		install( world, locationId );
		response.status( 201 ).json( webhooks.send( 'INSTALL', { locationId, companyId: world.ensureLocation( locationId ).companyId } ) );
	} );
	router.post( '/oauth/uninstall', ( request, response ) => {
		const body = checkBody( request.body, { ...where, webhookId: text(), timestamp: text() } ) as { locationId?: string; companyId?: string; webhookId?: string; timestamp?: string };
		const { webhookId, timestamp, ...place } = body;
		uninstall( world, place );
		response.status( 201 ).json( webhooks.send( 'UNINSTALL', place, { webhookId, timestamp } ) );
	} );
}

/** Access tokens end as if a day had gone by, of one location or agency or of all; refresh tokens stay good. */
function expire( { world }: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const { locationId, companyId } = checkBody( request.body ?? {}, where ) as { locationId?: string; companyId?: string };
		const ending = world.state.tokens.filter( ( token ) => token.expiresAt !== undefined && token.expiresAt > Date.now()
			&& ( locationId === undefined || token.locationId === locationId )
			&& ( companyId === undefined || ( token.kind === 'agency' && token.companyId === companyId ) ) );
		for ( const token of ending ) {
			token.expiresAt = Date.now();
		}
		world.changed();
		response.json( { expired: ending.length } );
	};
}

function describe( { world, webhooks }: Sandbox ): Record<string, unknown> {
	const { clientId, webhookUrl, webhookRetryMs, acceptsPkce } = world.state.oauth.app;
	return { app: { clientId, webhookUrl, webhookRetryMs, acceptsPkce }, publicKey: webhooks.publicKey, installs: world.state.oauth.installs, deliveries: webhooks.deliveries };
}
