/** The table `site`: the WordPress installs that are paired with this bridge. */
import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';
import type { SiteTable } from './schema.ts';

export type SiteRow = Selectable<SiteTable>;

export interface SiteDetails {
	url: string;
	name: string;
	callbackUrl: string | null;
	pluginVersion: string | null;
	wordpressVersion: string | null;
}

export async function findSite( db: Db | Trx, id: string ): Promise<SiteRow | undefined> {
	return db.selectFrom( 'site' ).selectAll().where( 'id', '=', id ).executeTakeFirst();
}

/** Reads a site and keeps others from changing it until the transaction ends. */
export async function lockSite( trx: Trx, id: string ): Promise<SiteRow | undefined> {
	return trx.selectFrom( 'site' ).selectAll().where( 'id', '=', id ).forUpdate().executeTakeFirst();
}

/**
 * Pairs a site, or pairs it again: the same address keeps its id, and with it its links, connections and events.
 * An earlier secret ends at once, as pairing again is what an owner does when it has leaked.
 *
 * @returns The site's id.
 */
export async function saveSite( trx: Trx, details: SiteDetails, sealedSecret: string ): Promise<string> {
	const values = {
		name: details.name,
		callback_url: details.callbackUrl,
		plugin_version: details.pluginVersion,
		wordpress_version: details.wordpressVersion,
		secret: sealedSecret,
	};
	const row = await trx.insertInto( 'site' ).values( { id: uuidv7(), url: details.url, ...values } )
		.onConflict( ( conflict ) => conflict.column( 'url' ).doUpdateSet( {
			...values, previous_secret: null, previous_secret_until: null, paired_at: sql<Date>`now()`, unpaired_at: null,
		} ) )
		.returning( 'id' ).executeTakeFirstOrThrow();
	return row.id;
}

/** Puts a new secret in place; `previous` goes on to be accepted until `until`. */
export async function saveSecret( db: Db | Trx, id: string, secrets: { sealed: string; previous: string; until: Date } ): Promise<void> {
	await db.updateTable( 'site' )
		.set( { secret: secrets.sealed, previous_secret: secrets.previous, previous_secret_until: secrets.until } )
		.where( 'id', '=', id ).execute();
}

export async function markUnpaired( trx: Trx, id: string ): Promise<void> {
	await trx.updateTable( 'site' ).set( { unpaired_at: sql<Date>`now()`, previous_secret: null, previous_secret_until: null } )
		.where( 'id', '=', id ).execute();
}

/** Written at most once a minute: it is for people, not worth a write a request. */
export async function touchSite( db: Db, id: string ): Promise<void> {
	await db.updateTable( 'site' ).set( { last_seen_at: sql<Date>`now()` } ).where( 'id', '=', id ).execute();
}
