/** What an agency's token may ask: where the app is installed, and a token for one of those locations. */
import { ok, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { text } from '../doors/shape.ts';
import { badRequest } from '../refusal.ts';
import type { Operation } from '../data/operations.ts';
import { appIdOf } from './begin.ts';
import { isInstalled } from './installs.ts';
import { issuePair, LIFE_SECONDS } from './issue.ts';

export const oauthScopes = [ 'oauth.readonly', 'oauth.write' ];

const mintLocationToken: Handler = ( { world, token, body } ) => {
	const { companyId, locationId } = checkBody( body, { companyId: text( { required: true } ), locationId: text( { required: true } ) } ) as { companyId: string; locationId: string };
	if ( companyId !== token.companyId || ! isInstalled( world, locationId ) ) {
		throw badRequest( 'Location not found or the app is not installed in it' );
	}
	const scopes = token.scopes.filter( ( scope ) => ! oauthScopes.includes( scope ) );
	const pair = issuePair( world, { userType: 'Location', companyId, locationId, scopes } );
	// The specification shows no refresh_token here; the live answer has one.
	return ok( { access_token: pair.accessToken, token_type: 'Bearer', expires_in: LIFE_SECONDS, refresh_token: pair.refreshToken, scope: scopes.join( ' ' ), userType: 'Location', locationId, userId: 'sandboxOwner00000001' } );
};

const listInstalled: Handler = ( { world, token, query } ) => {
	const { companyId, appId } = checkQuery( query, { companyId: text( { required: true } ), appId: text( { required: true } ) } );
	if ( companyId !== token.companyId || appId !== appIdOf( world.state.oauth.app ) ) {
		throw badRequest( 'Company or app not found' );
	}
	const all = world.state.locations.filter( ( location ) => location.companyId === companyId )
		.map( ( { id, name } ) => ( { _id: id, name, address: '', isInstalled: isInstalled( world, id ) } ) )
		.filter( ( location ) => query[ 'isInstalled' ] !== 'true' || location.isInstalled );
	const skip = Number( query[ 'skip' ] ?? 0 ) || 0;
	return ok( { locations: all.slice( skip, skip + ( Number( query[ 'limit' ] ?? 20 ) || 20 ) ), count: all.length, installToFutureLocations: false } );
};

export const agencyOperations: { operation: Operation; handler: Handler }[] = [
	{ operation: { id: 'get-location-access-token', method: 'POST', path: '/oauth/locationToken', scope: 'oauth.write', agency: true }, handler: mintLocationToken },
	{ operation: { id: 'get-installed-location', method: 'GET', path: '/oauth/installedLocations', scope: 'oauth.readonly', agency: true }, handler: listInstalled },
];
