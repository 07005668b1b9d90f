/** Connections that HighLevel itself gave: added, or put in the place of a token for the same location. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';
import type { SealedPair } from './connection-tokens.ts';
import type { ConnectionRow } from './connections.ts';
import type { ScopeReport, Server } from './schema.ts';

export interface OAuthConnection {
	siteId: string;
	locationId: string;
	label: string;
	server: Server;
	/** The agency that mints its tokens; null: it has a pair of its own. */
	agencyId: string | null;
	pair: SealedPair;
	scopes: ScopeReport[];
}

/** A location that is connected already keeps its id, its label and its links: only how it is reached changes. */
export async function saveOAuthConnection( db: Db | Trx, input: OAuthConnection ): Promise<ConnectionRow> {
	const values = {
		kind: 'oauth' as const, server: input.server, token: input.pair.token, refresh_token: input.pair.refreshToken, token_expires_at: input.pair.expiresAt,
		token_scopes: input.pair.scopes, agency_id: input.agencyId, next_token: null, next_token_added_at: null, next_token_problem: null,
		token_added_at: sql<Date>`now()`, checked_at: sql<Date>`now()`, scopes: JSON.stringify( input.scopes ),
		status: 'active' as const, status_code: null, status_reason: null,
	};
	return db.insertInto( 'connection' ).values( { id: uuidv7(), site_id: input.siteId, location_id: input.locationId, label: input.label, ...values } )
		.onConflict( ( conflict ) => conflict.columns( [ 'site_id', 'location_id' ] ).doUpdateSet( { ...values, updated_at: sql<Date>`now()` } ) )
		.returningAll().executeTakeFirstOrThrow();
}
