/** The tables of OAuth: agencies, consents under way, what HighLevel told by webhook. */
import type { Generated } from 'kysely';
import type { Json, OptionalTime, Time } from './columns.ts';
import type { Server } from './schema.ts';

/** Whether one location is to be connected, or an agency with the locations that its owner chooses. */
export type ConsentWish = 'location' | 'agency';

/** An agency in which a site's owner installed the app; its token mints those of its locations. */
export interface AgencyTable {
	id: string;
	site_id: string;
	company_id: string;
	server: Generated<Server>;
	token: string;
	refresh_token: string;
	token_expires_at: Time;
	scopes: Generated<string>;
	status: Generated<'active' | 'broken'>;
	status_reason: string | null;
	/** When its owner last gave consent. */
	connected_at: Generated<Date>;
	probe_after: Generated<Date>;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
}

/** A consent at HighLevel that was begun; a row leaves when its answer comes, or when it is too old. */
export interface OAuthStateTable {
	/** Of the state; of nothing that anybody has, as long as no browser has gone on from the page. */
	hash: string;
	ticket: string | null;
	browser: string | null;
	wish: ConsentWish | null;
	scopes: string | null;
	site_id: string;
	server: Server;
	verifier: string;
	return_url: string;
	expires_at: Time;
}

/** What HighLevel told by webhook; `id` is its webhookId. */
export interface HighLevelEventTable {
	id: string;
	type: string;
	body: Json<Record<string, unknown>>;
	sent_at: Time;
	received_at: Generated<Date>;
	handled_at: OptionalTime;
	try_after: Generated<Date>;
	tries: Generated<number>;
	last_error: string | null;
}
