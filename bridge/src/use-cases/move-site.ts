/** A site has moved: it keeps its id, and with it its links, connections and events, under another address. */
import type { Db } from '../database/client.ts';
import { findSiteByUrl, freeAddress, moveTo } from '../database/moved-sites.ts';
import { AppError } from '../errors/app-error.ts';
import { normaliseSiteUrl } from './pair-site.ts';

/**
 * @param address Of the site, and where it takes callbacks from now on; null: it takes none.
 * @throws AppError site_address_taken when another site is paired under it.
 */
export async function moveSite( deps: { db: Db }, siteId: string, address: { url: string; callbackUrl: string | null } ): Promise<void> {
	const url = normaliseSiteUrl( address.url );
	await deps.db.transaction().execute( async ( trx ) => {
		const other = await findSiteByUrl( trx, url );
		if ( other !== undefined && other.id !== siteId ) {
			if ( other.unpaired_at === null ) {
				throw new AppError( 'site_address_taken', `Another site is paired with this bridge under ${ url }. If that was a copy of yours, disconnect it there first; its HighLevel is not touched by that.` );
			}
			await freeAddress( trx, other.id );
		}
		await moveTo( trx, siteId, url, address.callbackUrl );
	} );
}
