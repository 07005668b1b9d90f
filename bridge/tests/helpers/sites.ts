/** Puts what the tests need beside events into the database: sites, connections, links. */
import { randomUUID } from 'node:crypto';
import type { Db } from '../../src/database/client.ts';

/** A paired site; its secrets are not usable. */
export async function makeSite( db: Db ): Promise<string> {
	const id = randomUUID();
	await db.insertInto( 'site' ).values( { id, url: `https://${ id }.example`, name: 'A site', secret: 'sealed' } ).execute();
	return id;
}

/** A connection of the site to a location; its token is not usable. */
export async function makeConnection( db: Db, siteId: string, locationId: string = `location-${ randomUUID() }` ): Promise<{ id: string; locationId: string }> {
	const id = randomUUID();
	await db.insertInto( 'connection' )
		.values( { id, site_id: siteId, kind: 'privateIntegration', label: 'A location', location_id: locationId, token: 'sealed', status: 'active' } )
		.execute();
	return { id, locationId };
}
