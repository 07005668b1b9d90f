/** The table `config`: what a site's owner has chosen, one row a site, with a version that counts its saves. */
import { sql } from 'kysely';
import { withDefaults, type Config } from '@slotbridge/catalogue/config.ts';
import type { Db, Trx } from './client.ts';

/** The site's config, complete: what was never saved, or came with a later version, has its default. Version 0 was never saved. */
export async function readConfig( db: Db | Trx, siteId: string ): Promise<Config> {
	const row = await db.selectFrom( 'config' ).select( [ 'version', 'body' ] ).where( 'site_id', '=', siteId ).executeTakeFirst();
	return row ? withDefaults( { ...( row.body as Partial<Config> ), version: row.version } ) : withDefaults( {} );
}

/**
 * Saves a config over the version that it was made from.
 *
 * @returns The new version, or undefined when somebody else has saved since.
 */
export async function saveConfig( db: Db | Trx, siteId: string, config: Config ): Promise<number | undefined> {
	const { version, ...body } = config;
	const values = { version: version + 1, body: JSON.stringify( body ), updated_at: sql<Date>`now()` };
	const saved = version === 0
		? await db.insertInto( 'config' ).values( { site_id: siteId, ...values } )
			.onConflict( ( conflict ) => conflict.doNothing() ).returning( 'version' ).executeTakeFirst()
		: await db.updateTable( 'config' ).set( values )
			.where( 'site_id', '=', siteId ).where( 'version', '=', version ).returning( 'version' ).executeTakeFirst();
	return saved?.version;
}
