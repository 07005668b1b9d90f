/** The table `oauth_state`: consents that were begun. Each is taken once, by whoever brings its state back in time. */
import { sql } from 'kysely';
import type { Db } from './client.ts';
import type { Server } from './schema.ts';

export interface BegunConsent {
	siteId: string;
	server: Server;
	/** Sealed. */
	verifier: string;
	returnUrl: string;
}

/** @param lifeSeconds By the database's clock, so that replicas need not agree on the time. */
export async function keepState( db: Db, hash: string, begun: BegunConsent, lifeSeconds: number ): Promise<void> {
	await db.insertInto( 'oauth_state' ).values( {
		hash, site_id: begun.siteId, server: begun.server, verifier: begun.verifier, return_url: begun.returnUrl,
		expires_at: sql<Date>`now() + make_interval(secs => ${ lifeSeconds })`,
	} ).execute();
}

/** Gone with this call, good or too old; undefined when there is none, it is too old, or its site has left. */
export async function takeState( db: Db, hash: string ): Promise<BegunConsent | undefined> {
	const { rows: [ row ] } = await sql<{ site_id: string; server: Server; verifier: string; return_url: string; good: boolean }>`
		DELETE FROM oauth_state USING site WHERE hash = ${ hash } AND site.id = oauth_state.site_id
		RETURNING site_id, server, verifier, return_url, expires_at > now() AND site.unpaired_at IS NULL AS good`.execute( db );
	return row?.good ? { siteId: row.site_id, server: row.server, verifier: row.verifier, returnUrl: row.return_url } : undefined;
}

export async function pruneStates( db: Db ): Promise<void> {
	await db.deleteFrom( 'oauth_state' ).where( 'expires_at', '<', sql<Date>`now()` ).execute();
}
