/** POST /oauth/token: a code or a refresh token becomes a pair of tokens. */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { sendAnswer } from '../doors/answering.ts';
import { readForm } from '../doors/read-form.ts';
import { checkBody } from '../doors/check-shape.ts';
import { text, type Shape } from '../doors/shape.ts';
import { badRequest, Refusal } from '../refusal.ts';
import { visitOf } from '../doors/visit.ts';
import type { World } from '../world/world.ts';
import type { Sandbox } from '../sandbox.ts';
import { isInstalled } from './installs.ts';
import { issuePair, LIFE_SECONDS } from './issue.ts';
import type { Grant, TokenPair } from './types.ts';

/** A used refresh token gives the same new pair again for so long. */
export const GRACE_MS = 30_000;

const shape: Shape = {
	client_id: text( { required: true } ), client_secret: text( { required: true } ),
	grant_type: text( { required: true, oneOf: [ 'authorization_code', 'refresh_token', 'client_credentials' ] } ),
	code: text(), refresh_token: text(), user_type: text( { oneOf: [ 'Company', 'Location' ] } ), redirect_uri: text(),
};

type Form = Record<string, string | undefined>;

export function giveToken( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		visitOf( response ).entry.operation = 'get-access-token';
		const { world } = sandbox;
		const { app } = world.state.oauth;
		const form = checkBody( readForm( request ), app.acceptsPkce ? { ...shape, code_verifier: text() } : shape ) as Form;
		if ( form[ 'client_id' ] !== app.clientId || form[ 'client_secret' ] !== app.clientSecret ) {
			throw new Refusal( 401, { error: 'UnAuthorized!', error_description: 'Invalid client credentials!' } );
		}
		const [ grant, pair ] = form[ 'grant_type' ] === 'refresh_token' ? useRefreshToken( world, form ) : useCode( world, form );
		sendAnswer( request, response, { status: 200, body: describe( grant, pair ) } );
	};
}

function useCode( world: World, form: Form ): [ Grant, TokenPair ] {
	const { oauth } = world.state;
	const found = form[ 'grant_type' ] === 'authorization_code' ? oauth.codes.find( ( known ) => known.code === form[ 'code' ] ) : undefined;
	// Used up by the first try, good or not.
	oauth.codes = oauth.codes.filter( ( known ) => known !== found );
	if ( ! found || found.expiresAt < Date.now() || ( form[ 'redirect_uri' ] !== undefined && form[ 'redirect_uri' ] !== found.redirectUri ) ) {
		throw invalidGrant( 'authorization code is invalid' );
	}
	const verifier = form[ 'code_verifier' ] ?? '';
	if ( oauth.app.acceptsPkce && found.challenge !== null && createHash( 'sha256' ).update( verifier ).digest( 'base64url' ) !== found.challenge ) {
		throw invalidGrant( 'code verifier is invalid' );
	}
	return [ found, issuePair( world, grantOf( found ) ) ];
}

function useRefreshToken( world: World, form: Form ): [ Grant, TokenPair ] {
	const found = world.state.oauth.refreshTokens.find( ( known ) => known.token === form[ 'refresh_token' ] );
	if ( ! found || ( form[ 'user_type' ] !== undefined && form[ 'user_type' ] !== found.userType ) ) {
		throw invalidGrant( 'refresh token is invalid' );
	}
	if ( found.locationId !== null && ! isInstalled( world, found.locationId ) ) {
		throw badRequest( 'Location is not active' );
	}
	if ( found.used && Date.now() - found.used.at > GRACE_MS ) {
		throw invalidGrant( 'refresh token is invalid' );
	}
	const used = found.used ?? { at: Date.now(), pair: issuePair( world, grantOf( found ) ) };
	found.used = used;
	world.changed();
	return [ found, used.pair ];
}

const grantOf = ( { userType, companyId, locationId, scopes }: Grant ): Grant => ( { userType, companyId, locationId, scopes } );

const invalidGrant = ( words: string ): Refusal => new Refusal( 400, { error: 'invalid_grant', error_description: `Invalid grant: ${ words }` } );

function describe( grant: Grant, pair: TokenPair ): Record<string, unknown> {
	return {
		access_token: pair.accessToken, token_type: 'Bearer', expires_in: LIFE_SECONDS, refresh_token: pair.refreshToken, scope: grant.scopes.join( ' ' ),
		userType: grant.userType, companyId: grant.companyId, ...( grant.locationId !== null && { locationId: grant.locationId } ), userId: 'sandboxOwner00000001',
		isBulkInstallation: grant.userType === 'Company',
	};
}
