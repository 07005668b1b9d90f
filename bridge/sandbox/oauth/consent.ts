/** HighLevel's page where an owner chooses locations and allows the app: a plain stand-in, and the way back to the app. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { badRequest } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { install } from './installs.ts';
import { newCode } from './issue.ts';

const CODE_LIFE_MS = 10 * 60_000;
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = ( words: string ): string => words.replace( /[&<>"']/g, ( sign ) => escapes[ sign ]! );

const style = 'body{max-width:34rem;margin:4rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#1d2327}button{font:inherit;padding:.5rem .9rem;margin:0 .5rem .5rem 0}label{display:block;padding:.5rem 0}.soft{color:#50575e}';
const policy = `default-src 'none'; style-src 'sha256-${ createHash( 'sha256' ).update( style ).digest( 'base64' ) }'; base-uri 'none'; frame-ancestors 'none'`;

interface Wish {
	redirectUri: URL;
	state: string | undefined;
	scopes: string[];
	challenge: string | null;
}

/** GET /oauth/chooselocation, also under /v2 as HighLevel writes it today. */
export function showConsent( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const { redirectUri } = readWish( sandbox, request );
		const { locations } = sandbox.world.state;
		const kept = Object.entries( request.query ).filter( ( pair ): pair is [ string, string ] => typeof pair[ 1 ] === 'string' )
			.map( ( [ name, value ] ) => `<input type="hidden" name="${ escape( name ) }" value="${ escape( value ) }">` ).join( '' );
		const only = locations.length === 1 ? ' checked' : '';
		const boxes = locations.map( ( { id, name } ) => `<label><input type="checkbox" name="location" value="${ escape( id ) }"${ only }> ${ escape( name ) } (${ escape( id ) })</label>` ).join( '' );
		response.set( 'Content-Security-Policy', policy ).type( 'html' ).send( `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Choose locations – HighLevel sandbox</title><style>${ style }</style></head><body><main><h1>Allow the app</h1>
<p class="soft">The sandbox’s stand-in for HighLevel’s own page. The app at ${ escape( redirectUri.host ) } asks for access.</p>
<form method="get" action="/oauth/allow">${ kept }<fieldset><legend>Locations</legend>${ boxes }</fieldset>
<p><button name="as" value="Location">Allow for this location</button><button name="as" value="Company">Allow as an agency</button><button name="as" value="nobody">Refuse</button></p></form></main></body></html>` );
	};
}

/** GET /oauth/allow: `location` once for a sub-account, as often as wanted with `as=Company`. Goes back to the app with a code. */
export function allow( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const wish = readWish( sandbox, request );
		const locationIds = [ request.query[ 'location' ] ?? [] ].flat().map( String );
		if ( request.query[ 'as' ] === 'nobody' ) {
			goBack( response, wish, { error: 'access_denied' } );
			return;
		}
		const isAgency = request.query[ 'as' ] === 'Company';
		if ( ! isAgency && locationIds.length !== 1 ) {
			throw badRequest( 'Choose one location, or allow as an agency.' );
		}
		const { world, webhooks } = sandbox;
		const { companyId } = world.ensureLocation( locationIds[ 0 ] ?? world.state.locations[ 0 ]!.id );
		for ( const locationId of locationIds ) {
			install( world, locationId );
			// As live: these may arrive before the app has exchanged its code.
			webhooks.send( 'INSTALL', { locationId, companyId } );
		}
		const code = newCode();
		world.state.oauth.codes.push( {
			code, redirectUri: wish.redirectUri.href, challenge: wish.challenge, expiresAt: Date.now() + CODE_LIFE_MS, scopes: wish.scopes,
			userType: isAgency ? 'Company' : 'Location', companyId, locationId: isAgency ? null : locationIds[ 0 ]!,
		} );
		world.changed();
		goBack( response, wish, { code } );
	};
}

function readWish( sandbox: Sandbox, request: Request ): Wish {
	const query = request.query as Record<string, string | undefined>;
	const redirectUri = URL.parse( query[ 'redirect_uri' ] ?? '' );
	if ( query[ 'client_id' ] !== sandbox.world.state.oauth.app.clientId ) {
		throw badRequest( 'error.noAppVersionIdFound' );
	}
	if ( query[ 'response_type' ] !== 'code' || ! redirectUri || ! /^https?:$/.test( redirectUri.protocol ) ) {
		throw badRequest( 'response_type must be code, and redirect_uri an address of the app.' );
	}
	return {
		redirectUri,
		state: query[ 'state' ],
		scopes: ( query[ 'scope' ] ?? '' ).split( /\s+/ ).filter( Boolean ),
		challenge: query[ 'code_challenge_method' ] === 'S256' ? query[ 'code_challenge' ] ?? null : null,
	};
}

function goBack( response: Response, { redirectUri, state }: Wish, words: Record<string, string> ): void {
	const target = new URL( redirectUri );
	for ( const [ name, value ] of Object.entries( { ...words, ...( state !== undefined && { state } ) } ) ) {
		target.searchParams.set( name, value );
	}
	response.redirect( target.href );
}
