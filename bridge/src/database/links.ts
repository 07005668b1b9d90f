/** The table `link`: which thing in HighLevel belongs to which entity of a site, and what we last wrote there. */
import { sql, type Selectable } from 'kysely';
import type { Db, Trx } from './client.ts';
import { AppError } from '../errors/app-error.ts';
import type { EventState, LinkTable, Server } from './schema.ts';

export type LinkRow = Selectable<LinkTable>;

export async function findLink( db: Db | Trx, siteId: string, subject: string, connectionId: string ): Promise<LinkRow | undefined> {
	return db.selectFrom( 'link' ).selectAll()
		.where( 'site_id', '=', siteId ).where( 'subject', '=', subject ).where( 'connection_id', '=', connectionId )
		.executeTakeFirst();
}

/** Who is linked to a thing in HighLevel, over all sites: the location is shared by them. */
export async function findLinkedTo( db: Db | Trx, server: Server, locationId: string, highLevelId: string ): Promise<{ siteId: string; subject: string } | undefined> {
	const row = await db.selectFrom( 'link' ).select( [ 'site_id', 'subject' ] )
		.where( 'server', '=', server ).where( 'location_id', '=', locationId ).where( 'highlevel_id', '=', highLevelId ).where( 'state', '=', 'linked' ).executeTakeFirst();
	return row && { siteId: row.site_id, subject: row.subject };
}

export interface LinkToSave {
	siteId: string;
	subject: string;
	connectionId: string;
	locationId: string;
	/** Where it is, as the connection was when this was found out. */
	server: Server;
	highLevelId: string | null;
	marker: string;
	state: LinkRow[ 'state' ];
	/** What we last wrote; the base of the next three-way merge. */
	base: object;
	/** The event whose content HighLevel now has; left out while it is still on its way. */
	applied?: { eventId: string; sequence: number };
}

/** What the database says to a link of a server that the connection is no longer on; see migration 014. */
const SWITCHED = 'SB014';

/**
 * Makes or replaces a link. `applied` also moves the time of the last sync.
 *
 * @throws AppError `not_ready` when the connection was switched to the other server meanwhile; nothing is written.
 */
export async function saveLink( db: Db | Trx, link: LinkToSave ): Promise<void> {
	const changing = {
		location_id: link.locationId,
		highlevel_id: link.highLevelId,
		marker: link.marker,
		state: link.state,
		base: JSON.stringify( link.base ),
		...( link.applied
			? { applied_sequence: link.applied.sequence, applied_event_id: link.applied.eventId, synced_at: sql<Date>`clock_timestamp()` }
			: {} ),
	};
	await db.insertInto( 'link' )
		.values( { site_id: link.siteId, subject: link.subject, connection_id: link.connectionId, server: link.server, applied_sequence: 0, ...changing } )
		.onConflict( ( conflict ) => conflict.columns( [ 'site_id', 'subject', 'connection_id' ] ).doUpdateSet( changing ) )
		.execute().catch( ( error: unknown ) => {
			throw ( error as { code?: unknown } ).code === SWITCHED ? new AppError( 'not_ready', 'The location was switched between live and sandbox at this moment. Try again.', { data: { afterMs: 500 } } ) : error;
		} );
}

/**
 * Whether a change of this entity will reach HighLevel: soon by itself, or when the owner ends a pause. One that waits
 * for the owner to mend something does not count.
 */
export async function comingChange( db: Db | Trx, siteId: string, subject: string ): Promise<'soon' | 'paused' | 'none'> {
	const row = await db.selectFrom( 'event' ).select( [ 'state', 'reason_code' ] )
		.where( 'site_id', '=', siteId ).where( 'subject', '=', subject ).where( 'state', 'in', [ 'pending', 'running', 'retrying', 'waiting' ] )
		.orderBy( 'sequence', 'desc' ).limit( 1 ).executeTakeFirst();
	if ( row?.state !== 'waiting' ) {
		return row ? 'soon' : 'none';
	}
	return row.reason_code === 'highlevel_resting' ? 'soon' : row.reason_code === 'site_paused' || row.reason_code === 'workflow_paused' ? 'paused' : 'none';
}

/** How an entity of the site stands in HighLevel, as the site is told. */
export interface SiteLink {
	subject: string;
	state: 'linked' | 'creating' | 'failing' | 'waiting' | 'pending' | 'released' | 'deleted';
	highLevelId: string | null;
	locationId: string | null;
	connectionId: string | null;
	/** ISO 8601. */
	syncedAt: string | null;
	reasonCode: string | null;
	reason: string | null;
	/** The newest event of the entity. */
	eventId: string | null;
}

interface LinkAndEvent {
	subject: string;
	link_state: LinkRow[ 'state' ] | null;
	highlevel_id: string | null;
	location_id: string | null;
	connection_id: string | null;
	synced_at: Date | null;
	event_id: string | null;
	event_state: EventState | null;
	reason_code: string | null;
	reason: string | null;
}

/** What has a link that the site shows: of members and the like there are only events, and very many. */
const linked = sql`(subject LIKE 'calendar/%' OR subject LIKE 'calendar-group/%')`;

/**
 * Every calendar and group that has a link or an event, by subject.
 *
 * @param subjects Only these; left out: all.
 * @param page     Those after this subject, at most so many.
 */
export async function describeLinks( db: Db | Trx, siteId: string, subjects?: readonly string[], page: { after?: string; limit?: number } = {} ): Promise<SiteLink[]> {
	const only = subjects ? sql`AND subject = ANY(${ [ ...subjects ] }::text[])` : sql``;
	const after = page.after === undefined ? sql`` : sql`AND subject > ${ page.after }`;
	const { rows } = await sql<LinkAndEvent>`
		WITH newest AS (
			SELECT DISTINCT ON (subject) subject, id, state, reason_code, reason
			FROM event WHERE site_id = ${ siteId } AND ${ linked } AND state <> 'superseded' ${ only } ${ after }
			ORDER BY subject, sequence DESC, received_at DESC
		), place AS (
			SELECT DISTINCT ON (subject) subject, state, highlevel_id, location_id, connection_id, synced_at
			FROM link WHERE site_id = ${ siteId } AND ${ linked } ${ only } ${ after }
			ORDER BY subject, applied_sequence DESC, created_at DESC
		)
		SELECT subject, place.state AS link_state, place.highlevel_id, place.location_id, place.connection_id, place.synced_at,
			newest.id AS event_id, newest.state AS event_state, newest.reason_code, newest.reason
		FROM newest FULL JOIN place USING (subject)
		ORDER BY subject
		LIMIT ${ page.limit ?? 1000 }
	`.execute( db );
	return rows.map( describe );
}

function describe( row: LinkAndEvent ): SiteLink {
	return {
		subject: row.subject,
		state: stateOf( row ),
		highLevelId: row.highlevel_id,
		locationId: row.location_id,
		connectionId: row.connection_id,
		syncedAt: row.synced_at?.toISOString() ?? null,
		reasonCode: row.reason_code,
		reason: row.reason,
		eventId: row.event_id,
	};
}

/** The newest event speaks first; the link only when that event has arrived, or is long forgotten. */
function stateOf( { event_state: event, link_state: link }: LinkAndEvent ): SiteLink[ 'state' ] {
	if ( event === 'waiting' ) {
		return 'waiting';
	}
	if ( event === 'dead' || event === 'retrying' ) {
		return 'failing';
	}
	if ( event === 'pending' || event === 'running' ) {
		return link === 'creating' ? 'creating' : 'pending';
	}
	// Delivered without a link: it was removed before it ever reached HighLevel.
	return link ?? 'deleted';
}
