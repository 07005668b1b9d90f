/** The address of a row of `site`: who has it, and how it goes from one site to another. */
import { sql } from 'kysely';
import type { Trx } from './client.ts';
import type { SiteRow } from './sites.ts';

/** Locks the site that has an address, so that two cannot take it at once. */
export async function findSiteByUrl( trx: Trx, url: string ): Promise<SiteRow | undefined> {
	return trx.selectFrom( 'site' ).selectAll().where( 'url', '=', url ).forUpdate().executeTakeFirst();
}

/** A site that has left gives its address up; its log stays until it is too old. */
export async function freeAddress( trx: Trx, siteId: string ): Promise<void> {
	await trx.updateTable( 'site' ).set( { url: sql<string>`url || '#left-' || id` } ).where( 'id', '=', siteId ).where( 'unpaired_at', 'is not', null ).execute();
}

export async function moveTo( trx: Trx, siteId: string, url: string, callbackUrl: string | null ): Promise<void> {
	await trx.updateTable( 'site' ).set( { url, callback_url: callbackUrl } ).where( 'id', '=', siteId ).execute();
}
