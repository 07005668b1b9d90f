/** Where an owner gives the app access to HighLevel. */
import type { Server } from '../../database/schema.ts';
import { serverUrl, type HighLevelServers } from '../tokens/servers.ts';

const HIGHLEVEL = 'https://services.leadconnectorhq.com';
const MARKETPLACE = 'https://marketplace.gohighlevel.com/v2/oauth/chooselocation';

export interface ConsentPlaces extends HighLevelServers {
	/** Of the live server, when it is not the usual place: a white-label host. */
	highLevelConsentUrl?: string | null;
}

/** HighLevel shows its consent on another host than its API; whatever else stands in its place has both on one. */
export function consentUrl( places: ConsentPlaces, server: Server ): string {
	const base = serverUrl( places, server );
	if ( server === 'live' && places.highLevelConsentUrl ) {
		return places.highLevelConsentUrl;
	}
	return base === HIGHLEVEL ? MARKETPLACE : `${ base }/oauth/chooselocation`;
}
