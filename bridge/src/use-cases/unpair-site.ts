/** A site leaves: its requests are refused from now on, and its HighLevel tokens are gone. */
import { deleteAgencies } from '../database/agencies.ts';
import type { Db } from '../database/client.ts';
import { deleteAlerts } from '../database/alert-settings.ts';
import { deleteCallbacksOfSite } from '../database/callbacks.ts';
import { eraseTokens } from '../database/connections.ts';
import { deleteConsents } from '../database/oauth-states.ts';
import { markUnpaired } from '../database/sites.ts';

/**
 * Links, connections without their tokens, and the event log stay: should the same address be paired again, it finds
 * its calendars linked instead of making all of them a second time.
 */
export async function unpairSite( deps: { db: Db }, siteId: string ): Promise<void> {
	await deps.db.transaction().execute( async ( trx ) => {
		await markUnpaired( trx, siteId );
		await deleteCallbacksOfSite( trx, siteId );
		await deleteAgencies( trx, siteId );
		await deleteConsents( trx, siteId );
		await deleteAlerts( trx, siteId );
		await eraseTokens( trx, siteId, 'site_unpaired', 'The site was disconnected from the bridge, which removed the token. Enter the token again.' );
	} );
}
