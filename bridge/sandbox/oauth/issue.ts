/** Issues tokens: access tokens for a day in the shape of a JWT, refresh tokens for one use. */
import { randomBytes, randomUUID } from 'node:crypto';
import { newId } from '../world/ids.ts';
import type { World } from '../world/world.ts';
import { nameOf } from '../world/names.ts';
import type { Grant, TokenPair } from './types.ts';

export const LIFE_SECONDS = 86_399;

/** Adds an access token and a refresh token to the world. Earlier access tokens stay good until their own end. */
export function issuePair( world: World, grant: Grant ): TokenPair {
	const pair = { accessToken: jwtShaped( grant ), refreshToken: jwtShaped( grant ) };
	const kind = grant.userType === 'Company' ? 'agency' as const : 'oauth' as const;
	world.putToken( {
		token: pair.accessToken, name: nameOf( kind, pair.accessToken ), kind, locationId: grant.locationId ?? '', companyId: grant.companyId,
		scopes: grant.scopes, revoked: false, expiresAt: Date.now() + LIFE_SECONDS * 1_000,
	} );
	world.state.oauth.refreshTokens.push( { ...grant, token: pair.refreshToken, used: null } );
	world.changed();
	return pair;
}

export const newCode = (): string => newId() + newId();

function jwtShaped( grant: Grant ): string {
	const part = ( value: object ): string => Buffer.from( JSON.stringify( value ) ).toString( 'base64url' );
	return [
		part( { alg: 'RS256', typ: 'JWT' } ),
		part( { authClass: grant.userType, authClassId: grant.locationId ?? grant.companyId, jti: randomUUID() } ),
		randomBytes( 48 ).toString( 'base64url' ),
	].join( '.' );
}
