/** Where the app is installed: what a consent, an owner's hand or an agency's new location changes about it. */
import type { World } from '../world/world.ts';

export function install( world: World, locationId: string ): void {
	const { companyId } = world.ensureLocation( locationId );
	const { installs } = world.state.oauth;
	if ( ! installs.some( ( known ) => known.locationId === locationId ) ) {
		installs.push( { companyId, locationId, at: new Date().toISOString() } );
	}
	world.changed();
}

/** The app goes from a location, or from an agency with all its locations; its tokens die with it. */
export function uninstall( world: World, where: { locationId?: string; companyId?: string } ): void {
	const { oauth, tokens } = world.state;
	const fits = ( thing: { locationId: string | null; companyId?: string } ): boolean =>
		where.locationId !== undefined ? thing.locationId === where.locationId : thing.companyId === where.companyId;
	oauth.installs = oauth.installs.filter( ( known ) => ! fits( known ) );
	for ( const token of tokens ) {
		token.revoked ||= token.kind !== 'privateIntegration' && token.expiresAt !== undefined && fits( token );
	}
	world.changed();
}

export const isInstalled = ( world: World, locationId: string ): boolean => world.state.oauth.installs.some( ( known ) => known.locationId === locationId );
