/** The location itself and the people who work in it. */
import { locationQuery } from '../data/shapes.ts';
import { ok, type Handler } from '../doors/call.ts';
import { checkQuery } from '../doors/check-shape.ts';
import { wrongLocation } from '../doors/gateway.ts';
import { badRequest } from '../refusal.ts';
import type { User } from '../world/types.ts';

export const getLocation: Handler = ( call ) => {
	const id = call.path[ 'locationId' ]!;
	if ( call.token.kind !== 'agency' && id !== call.token.locationId ) {
		throw wrongLocation();
	}
	const location = call.world.state.locations.find( ( candidate ) => candidate.id === id );
	if ( ! location ) {
		throw badRequest( `Location with id ${ id } not found` );
	}
	const { name, timezone, email, country } = location;
	return ok( { location: {
		...location,
		business: { name, email, timezone, country },
		social: {},
		settings: { allowDuplicateContact: false, allowDuplicateOpportunity: false, allowFacebookNameMerge: false, disableContactTimezone: false },
	} } );
};

export const listUsers: Handler = ( call ) => {
	const { locationId } = checkQuery( call.query, locationQuery );
	return ok( { users: call.world.state.users.filter( ( user ) => user.locationId === locationId ).map( readable ) } );
};

function readable( user: User ): Record<string, unknown> {
	return {
		id: user.id,
		name: `${ user.firstName } ${ user.lastName }`,
		firstName: user.firstName,
		lastName: user.lastName,
		email: user.email,
		roles: { type: 'account', role: 'user', locationIds: [ user.locationId ], restrictSubAccount: true },
		deleted: false,
	};
}
