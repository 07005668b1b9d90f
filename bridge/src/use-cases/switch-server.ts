/** Switches a connection between live and sandbox: deliveries to the old server end first, and the new one gets what it lacks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { eventTypes } from '@slotbridge/catalogue/events/index.ts';
import { enqueueCallback } from '../database/callbacks.ts';
import type { Db, Trx } from '../database/client.ts';
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../database/connections.ts';
import { describeLinks } from '../database/links.ts';
import type { Server } from '../database/schema.ts';
import {
	countUnended, fenceConnection, findLinked, findMissing, holdForSwitch, isOnServer, lockConnection, openFence, runningTries, type Missing,
} from '../database/switching.ts';
import { AppError } from '../errors/app-error.ts';
import type { CallBudget } from '../highlevel/client.ts';

/** No call takes longer than 10 s, and none begins behind the fence; what waits for its place in the limit is called off after it. */
const PATIENCE_MS = 20_000;
/** The fence falls by itself, should this process die behind it. */
const FENCE_S = 60;
const LOOK_MS = 50;

const removals = eventTypes.filter( ( eventType ) => eventType.removes ).map( ( eventType ) => eventType.type );

export interface SwitchForecast {
	/** Where it would be switched to. */
	server: Server;
	/** Calendars and groups that it already has there. */
	there: { calendars: number; groups: number };
	/** Calendars and groups that would be sent there, because the site has them otherwise; those that wait are among them. */
	sends: { calendars: number; groups: number };
}

/** What switching would mean; nothing is changed. */
export async function forecastSwitch( db: Db, connection: ConnectionRow ): Promise<SwitchForecast> {
	const server: Server = connection.server === 'live' ? 'sandbox' : 'live';
	const place = { siteId: connection.site_id, connectionId: connection.id, server };
	const there = await findLinked( db, place );
	return { server, there: count( there ), sends: count( ( await missing( db, connection, server ) ).map( ( each ) => each.subject ) ) };
}

/**
 * The links of the server that it leaves are parked and come back as they were (migration 014). Every event that is open is
 * sent to the new server; so is the newest one of each entity that the new server does not have as the site has it.
 * Afterwards call `wakeWaiting`.
 *
 * @param write      Writes the connection's row with its new server, in the transaction that switches.
 * @param patienceMs How long deliveries under way are waited for, in ms.
 * @returns How many calendars and groups will be sent to the new server.
 * @throws AppError `link_conflict` when a delivery to the old server does not end; nothing is switched then.
 */
export async function switchServer<T>( db: Db, connection: ConnectionRow, server: Server, write: ( trx: Trx ) => Promise<T>, patienceMs: number = PATIENCE_MS ): Promise<{ written: T; sends: SwitchForecast[ 'sends' ] }> {
	const { site_id: siteId, id } = connection;
	if ( ! await fenceConnection( db, siteId, id, FENCE_S ) ) {
		throw new AppError( 'not_found', 'This site has no such connection.' );
	}
	try {
		await untilNothingRuns( db, siteId, patienceMs );
		return await db.transaction().execute( async ( trx ) => {
			const lacking = await missing( trx, connection, server );
			await holdForSwitch( trx, siteId, lacking.map( ( each ) => each.eventId ), `The location was switched to ${ server === 'live' ? 'HighLevel itself' : 'the sandbox' }. This is sent there.` );
			await lockConnection( trx, siteId, id );
			const written = await write( trx );
			await tellSite( trx, siteId );
			return { written, sends: count( lacking.map( ( each ) => each.subject ) ) };
		} );
	} finally {
		await openFence( db, siteId, id );
	}
}

/** The same budget; a call of a connection that was switched, or is about to be, is refused before it goes out. */
export function fencedBudget( budget: CallBudget, db: Db, connection: ConnectionRow ): CallBudget {
	return {
		...budget,
		take: async ( locationId, options ) => {
			const ended = await budget.take( locationId, options );
			// It may have waited long for its place.
			await requireOnServer( db, connection ).catch( ( error: unknown ) => {
				ended();
				throw error;
			} );
			return ended;
		},
	};
}

/** @throws AppError `not_ready`. */
export async function requireOnServer( db: Db, { site_id: siteId, id, server }: ConnectionRow ): Promise<void> {
	if ( ! await isOnServer( db, siteId, id, server ) ) {
		throw new AppError( 'not_ready', 'The location is being switched between live and sandbox. This goes on by itself in a moment.', { data: { afterMs: 500 } } );
	}
}

/** Those that begin behind the fence end by themselves before they have made a call, so only those of now are waited for. */
async function untilNothingRuns( db: Db, siteId: string, patienceMs: number ): Promise<void> {
	const begun = await runningTries( db, siteId );
	const until = performance.now() + patienceMs;
	while ( begun.length > 0 && await countUnended( db, siteId, begun ) > 0 ) {
		if ( performance.now() > until ) {
			throw new AppError( 'link_conflict', 'A change is still being sent, so nothing was switched. Try again in a minute.' );
		}
		await sleep( LOOK_MS );
	}
}

/** Nothing, for a connection that the site's events do not go to. */
async function missing( db: Db | Trx, connection: ConnectionRow, server: Server ): Promise<Missing[]> {
	const { site_id: siteId, id: connectionId } = connection;
	const used = await findConnectionForSite( db, siteId, ( await readConfig( db, siteId ) ).connectionId );
	return used?.id === connectionId ? findMissing( db, { siteId, connectionId, server }, removals ) : [];
}

/** Ids in HighLevel are others now: the site hears of each of its entities. */
async function tellSite( trx: Trx, siteId: string ): Promise<void> {
	const timestamp = new Date().toISOString();
	for ( let after: string | undefined; ; ) {
		const links = await describeLinks( trx, siteId, undefined, { after, limit: 500 } );
		for ( const link of links.filter( ( each ) => each.state !== 'deleted' ) ) {
			await enqueueCallback( trx, siteId, { type: 'link.updated', timestamp, data: link } );
		}
		after = links.at( -1 )?.subject;
		if ( links.length < 500 ) {
			return;
		}
	}
}

function count( subjects: readonly string[] ): { calendars: number; groups: number } {
	const groups = subjects.filter( ( subject ) => subject.startsWith( 'calendar-group/' ) ).length;
	return { calendars: subjects.length - groups, groups };
}
