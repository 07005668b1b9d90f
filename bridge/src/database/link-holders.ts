/** Who holds which thing of a HighLevel location, over all sites: the location is shared by them. */
import type { Db, Trx } from './client.ts';
import type { LinkRow } from './links.ts';
import type { Server } from './schema.ts';

export interface LinkHolder {
	siteId: string;
	subject: string;
	state: LinkRow[ 'state' ];
}

/** @return By HighLevel id. */
export async function listLinkedTo( db: Db | Trx, server: Server, locationId: string ): Promise<Map<string, LinkHolder[]>> {
	const rows = await db.selectFrom( 'link' ).select( [ 'site_id', 'subject', 'state', 'highlevel_id' ] )
		.where( 'server', '=', server ).where( 'location_id', '=', locationId ).where( 'highlevel_id', 'is not', null ).where( 'state', '!=', 'deleted' )
		.orderBy( 'subject' ).execute();
	const holders = new Map<string, LinkHolder[]>();
	for ( const row of rows ) {
		const id = row.highlevel_id as string;
		holders.set( id, [ ...( holders.get( id ) ?? [] ), { siteId: row.site_id, subject: row.subject, state: row.state } ] );
	}
	return holders;
}
