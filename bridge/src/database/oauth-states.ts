/**
 * The table `oauth_state`: consents that were begun. Each is opened by its ticket, bound to the first browser that goes on from
 * there, and taken once, by that browser with the state. All ends are by the database's clock, so that replicas need not agree on the time.
 */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';
import type { Server } from './schema.ts';
import type { ConsentWish } from './token-tables.ts';

export interface NewConsent {
	siteId: string;
	server: Server;
	wish: ConsentWish;
	/** With spaces between them, as HighLevel is asked. */
	scopes: string;
	returnUrl: string;
	/** Sealed. */
	verifier: string;
}

export interface OpenConsent extends Omit<NewConsent, 'verifier'> {
	siteName: string;
	siteUrl: string;
	/** Hash; null while no browser has gone on from the page. */
	browser: string | null;
}

export interface BegunConsent {
	siteId: string;
	server: Server;
	/** Sealed. */
	verifier: string;
	returnUrl: string;
	/** Hash. */
	ticket: string;
}

/** @param hashes `state` is of one that is given to nobody: the real one comes with the browser. */
export async function keepConsent( db: Db, hashes: { ticket: string; state: string }, consent: NewConsent, lifeSeconds: number ): Promise<void> {
	await db.insertInto( 'oauth_state' ).values( {
		hash: hashes.state, ticket: hashes.ticket, site_id: consent.siteId, server: consent.server, wish: consent.wish, scopes: consent.scopes,
		verifier: consent.verifier, return_url: consent.returnUrl, expires_at: inSeconds( lifeSeconds ),
	} ).execute();
}

const inSeconds = ( seconds: number ) => sql<Date>`now() + make_interval(secs => ${ seconds })`;

/** By the hash of its ticket, or of its state; undefined when there is none, it is too old, or its site has left. Nothing is used up. */
export async function findConsent( db: Db, key: { ticket: string } | { state: string } ): Promise<OpenConsent | undefined> {
	const [ column, hash ] = 'ticket' in key ? [ 'oauth_state.ticket' as const, key.ticket ] : [ 'oauth_state.hash' as const, key.state ];
	const row = await db.selectFrom( 'oauth_state' ).innerJoin( 'site', 'site.id', 'oauth_state.site_id' )
		.select( [ 'site_id', 'site.name', 'site.url', 'server', 'wish', 'scopes', 'return_url', 'browser' ] )
		.where( column, '=', hash ).where( 'expires_at', '>', sql<Date>`now()` ).where( 'site.unpaired_at', 'is', null ).executeTakeFirst();
	return row && {
		siteId: row.site_id, siteName: row.name, siteUrl: row.url, server: row.server, wish: row.wish ?? 'location', scopes: row.scopes ?? '',
		returnUrl: row.return_url, browser: row.browser,
	};
}

export interface Claim {
	/** Hash of the new state; an earlier one ends. */
	state: string;
	/** Sealed. */
	verifier: string;
	/** Hash of the secret that a first browser gets. */
	freshBrowser: string;
	/** Hashes of what this browser brings along. */
	knownBrowsers: string[];
	lifeSeconds: number;
}

/**
 * One browser alone gets through, however many try at the same moment; the same one may again, which does not lengthen its time.
 *
 * @returns The hash of its browser, or undefined when there is no such consent, it is too old, or another browser has it.
 */
export async function claimConsent( db: Db, ticket: string, claim: Claim ): Promise<string | undefined> {
	const { rows: [ row ] } = await sql<{ browser: string }>`
		UPDATE oauth_state SET hash = ${ claim.state }, verifier = ${ claim.verifier }, browser = coalesce(browser, ${ claim.freshBrowser }),
			expires_at = CASE WHEN browser IS NULL THEN ${ inSeconds( claim.lifeSeconds ) } ELSE expires_at END
		FROM site WHERE site.id = oauth_state.site_id AND site.unpaired_at IS NULL AND ticket = ${ ticket } AND expires_at > now()
			AND (browser IS NULL OR browser = ANY(${ claim.knownBrowsers }::text[]))
		RETURNING browser`.execute( db );
	return row?.browser;
}

/** Gone with this call; undefined and left as it was when none of the browsers is the one that it is bound to, or it is too old, or its site has left. */
export async function takeConsent( db: Db, state: string, browsers: string[] ): Promise<BegunConsent | undefined> {
	const { rows: [ row ] } = await sql<{ site_id: string; server: Server; verifier: string; return_url: string; ticket: string }>`
		DELETE FROM oauth_state USING site WHERE hash = ${ state } AND browser = ANY(${ browsers }::text[])
			AND expires_at > now() AND site.id = oauth_state.site_id AND site.unpaired_at IS NULL
		RETURNING site_id, server, verifier, return_url, ticket`.execute( db );
	return row && { siteId: row.site_id, server: row.server, verifier: row.verifier, returnUrl: row.return_url, ticket: row.ticket };
}

/** Of a site that leaves. */
export async function deleteConsents( trx: Trx, siteId: string ): Promise<void> {
	await trx.deleteFrom( 'oauth_state' ).where( 'site_id', '=', siteId ).execute();
}

export async function pruneStates( db: Db ): Promise<void> {
	await db.deleteFrom( 'oauth_state' ).where( 'expires_at', '<', sql<Date>`now()` ).execute();
}
