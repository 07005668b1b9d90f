/** Connects the locations in which an agency has installed the app: those it names, or all that are new. */
import type { AgencyRow } from '../../database/agencies.ts';
import { findConnectionByLocation } from '../../database/connections.ts';
import { isFailure } from '../../highlevel/failure.ts';
import { listInstalledLocations, mintLocationToken, type InstalledLocation } from '../../highlevel/oauth.ts';
import { keepLocation, type KeepLocationDeps } from './keep-location.ts';

/**
 * HighLevel does not tell with the agency's token which locations were chosen; it has to be asked.
 *
 * @returns How many locations of the agency are connected now.
 */
export async function connectAgencyLocations( deps: KeepLocationDeps, agency: AgencyRow ): Promise<number> {
	const server = deps.tokens.oauthServer( agency.server );
	const installed = await asAgency( deps, agency, ( agencyToken ) => listInstalledLocations( server, { agencyToken, companyId: agency.company_id } ) );
	let connected = 0;
	for ( const location of installed ) {
		connected += await connectAgencyLocation( deps, agency, location ) ? 1 : 0;
	}
	return connected;
}

/**
 * A location that the owner has connected by a token of its own is left alone: the owner chose that. So is one that works
 * or is paused.
 *
 * @returns Whether it is connected by this agency now. One that HighLevel refuses is logged and passed over.
 */
export async function connectAgencyLocation( deps: KeepLocationDeps, agency: AgencyRow, location: InstalledLocation ): Promise<boolean> {
	const known = await findConnectionByLocation( deps.db, agency.site_id, location.id );
	if ( known && ( known.kind === 'privateIntegration' || known.status !== 'broken' ) ) {
		return known.kind === 'oauth';
	}
	const server = deps.tokens.oauthServer( agency.server );
	try {
		const answer = await asAgency( deps, agency, ( agencyToken ) => mintLocationToken( server, { agencyToken, companyId: agency.company_id, locationId: location.id } ) );
		await keepLocation( deps, { siteId: agency.site_id, locationId: location.id, server: agency.server, agencyId: agency.id, answer, name: location.name } );
		return true;
	} catch ( error ) {
		if ( ! isFailure( error, 'highlevel_oauth_refused' ) ) {
			throw error;
		}
		deps.log.warn( { err: error, siteId: agency.site_id, locationId: location.id }, 'HighLevel gave no access to a location of a connected agency' );
		return false;
	}
}

/** With the agency's token, renewed once when HighLevel turns it away. */
async function asAgency<Result>( deps: KeepLocationDeps, agency: AgencyRow, work: ( agencyToken: string ) => Promise<Result> ): Promise<Result> {
	const token = await deps.tokens.agencyToken( agency );
	try {
		return await work( token );
	} catch ( error ) {
		if ( ! isFailure( error, 'highlevel_token_invalid' ) ) {
			throw error;
		}
		return work( await deps.tokens.agencyToken( agency, token ) );
	}
}
