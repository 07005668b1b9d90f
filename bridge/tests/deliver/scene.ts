/** One site with one location of a real sandbox, and the way to have single events delivered to it as a lane would. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Config } from '@slotbridge/catalogue';
import { sql } from 'kysely';
import { pino } from 'pino';
import { readConfig, saveConfig } from '../../src/database/configs.ts';
import { settleEvent, startEvent, type EventRow } from '../../src/database/events.ts';
import { listRuns, type RunWithSteps } from '../../src/database/activity.ts';
import { describeLinks, type SiteLink } from '../../src/database/links.ts';
import type { Outcome } from '../../src/lanes/deliver.ts';
import { createBudget } from '../../src/lanes/budget.ts';
import { createDeliver } from '../../src/use-cases/deliver/deliver-event.ts';
import type { DeliverDeps } from '../../src/use-cases/deliver/delivery.ts';
import { createTokenKeeper } from '../../src/use-cases/tokens/token-keeper.ts';
import { removesEntity } from '../../src/use-cases/event-types.ts';
import { makeSite } from '../helpers/sites.ts';
import type { TestDatabase } from '../helpers/with-database.ts';
import type { Json, RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';

/** What a test sees of one delivery. */
export interface Told {
	eventId: string;
	outcome: Outcome;
	link: SiteLink;
	/** Of the last run. */
	steps: RunWithSteps[ 'steps' ];
	runs: RunWithSteps[];
}

export interface Scene {
	siteId: string;
	locationId: string;
	connectionId: string;
	token: string;
	/** Ids of the location's users. */
	users: string[];
	deps: DeliverDeps;
	/** Writes an event of the kind (the last word of its type, or `calendar-group.…`) and has it delivered once. */
	save( entity: 'calendar' | 'calendar-group', snapshot: Record<string, unknown>, kind?: string ): Promise<Told>;
	/** Writes an event and leaves it open. */
	note( entity: 'calendar' | 'calendar-group', snapshot: Record<string, unknown>, kind?: string ): Promise<string>;
	/** Has an open event delivered. */
	deliver( eventId: string, signal?: AbortSignal ): Promise<Told>;
	configure( change: ( config: Config ) => void ): Promise<void>;
	/** What the sandbox has of this location. */
	remote(): Promise<{ calendars: Json[]; groups: Json[]; notifications: Json[]; schedules: Json[]; eventSchedules: Json[] }>;
	/** Requests that reached the sandbox with this scene's token since the scene began. */
	requests( method?: string ): Promise<{ method: string; path: string; status: number; version: string }[]>;
	/** A call to HighLevel with the scene's own token, as the owner's other tools would make it. */
	call( method: string, path: string, body?: unknown, version?: string ): Promise<Json>;
	fault( fault: Record<string, unknown> ): Promise<void>;
	callbacks(): Promise<SiteLink[]>;
	/** As if a create that is noted in a link had gone out long ago. */
	letTimePass(): Promise<void>;
}

let sequence = 0;

/** Seals so that a test can read it. */
const plainBox = { open: ( sealed: string ) => sealed.replace( 'sealed:', '' ), seal: ( plain: string ) => `sealed:${ plain }` };
const silent = pino( { level: 'silent' } );

/** @param options.scopes All of them when left out. */
export async function makeScene( database: TestDatabase, sandbox: RunningSandbox, options: { scopes?: string[]; token?: string } = {} ): Promise<Scene> {
	const { db } = database;
	const locationId = `loc${ randomBytes( 8 ).toString( 'hex' ) }`;
	const token = `pit-${ randomUUID() }`;
	await sandbox.control( 'POST', '/tokens', { token, locationId, locationName: 'A location', timeZone: 'America/New_York', ...( options.scopes ? { scopes: options.scopes } : {} ) } );
	const siteId = await makeSite( db );
	await db.updateTable( 'site' ).set( { callback_url: 'https://site.example/callback' } ).where( 'id', '=', siteId ).execute();
	const connectionId = randomUUID();
	await db.insertInto( 'connection' ).values( {
		id: connectionId, site_id: siteId, kind: 'privateIntegration', label: 'L', location_id: locationId, time_zone: 'America/New_York',
		token: `sealed:${ options.token ?? token }`, status: 'active',
	} ).execute();
	const deps: DeliverDeps = {
		db,
		tokens: createTokenKeeper( { db, box: plainBox, highLevelBaseUrl: sandbox.url, log: silent } ),
		budget: createBudget( { db } ),
		highLevelBaseUrl: sandbox.url,
		log: { error: ( details: unknown ) => process.stderr.write( `${ String( ( details as { err?: Error } ).err?.stack ) }\n` ) } as unknown as DeliverDeps[ 'log' ],
	};
	const before = ( await sandbox.control( 'GET', '/requests' ) ).body.requests.at( -1 )?.id ?? 0;
	const read = async () => ( await sandbox.control( 'GET', '/state' ) ).body;
	const state = await read();

	const scene: Scene = {
		siteId, locationId, connectionId, token, deps,
		users: state.users.filter( ( user: Json ) => user.locationId === locationId ).map( ( user: Json ) => user.id ),
		note: async ( entity, snapshot, kind = 'updated' ) => {
			const id = randomUUID();
			await db.insertInto( 'event' ).values( {
				id, site_id: siteId, type: `com.slotbridge.${ entity }.${ kind }`, subject: `${ entity }/${ String( snapshot[ 'id' ] ) }`, sequence: ++sequence, time: new Date(),
				data: JSON.stringify( { entity: snapshot, changed: [ 'name' ] } ), entity_name: String( snapshot[ 'name' ] ),
			} ).execute();
			return id;
		},
		deliver: ( eventId, signal ) => deliverOnce( database, deps, siteId, eventId, signal ),
		save: async ( entity, snapshot, kind ) => scene.deliver( await scene.note( entity, snapshot, kind ) ),
		configure: async ( change ) => {
			const config = await readConfig( db, siteId );
			change( config );
			await saveConfig( db, siteId, config );
		},
		remote: async () => {
			const all = await read();
			const calendars = all.calendars.filter( ( calendar: Json ) => calendar.locationId === locationId );
			const ids = calendars.map( ( calendar: Json ) => calendar.id );
			return {
				calendars,
				groups: all.groups.filter( ( group: Json ) => group.locationId === locationId ),
				notifications: all.notifications.filter( ( notification: Json ) => ids.includes( notification.calendarId ) && ! notification.deleted ),
				schedules: all.schedules.filter( ( schedule: Json ) => schedule.locationId === locationId && ! schedule.deleted ),
				eventSchedules: all.eventSchedules.filter( ( schedule: Json ) => ids.includes( schedule.calendarId ) ),
			};
		},
		requests: async ( method ) => {
			const { body } = await sandbox.control( 'GET', `/requests?after=${ before }${ method ? `&method=${ method }` : '' }` );
			return body.requests.filter( ( request: Json ) => request.locationId === locationId );
		},
		call: async ( method, path, body, version ) => ( await sandbox.call( method, path, body, { token, version } ) ).body,
		fault: async ( fault ) => void ( await sandbox.control( 'POST', '/faults', fault ) ),
		callbacks: async () => {
			const rows = await db.selectFrom( 'callback' ).select( 'body' ).where( 'site_id', '=', siteId ).orderBy( 'created_at' ).orderBy( 'id' ).execute();
			return rows.map( ( row ) => ( row.body as { data: SiteLink } ).data );
		},
		letTimePass: async () => {
			await sql`UPDATE link SET base = jsonb_set(base, '{expectedSince}', '1') WHERE site_id = ${ siteId } AND base ? 'expectedSince'`.execute( db );
		},
	};
	return scene;
}

/** The steps of lanes/run-lane.ts, without its queue: start the event, deliver it, write the outcome and what settles with it. */
async function deliverOnce( { db }: TestDatabase, deps: DeliverDeps, siteId: string, eventId: string, signal = new AbortController().signal ): Promise<Told> {
	const event: EventRow = await db.transaction().execute( ( trx ) => startEvent( trx, siteId, eventId ) );
	const outcome = await createDeliver( deps )( {
		event, superseded: [], changed: event.data.changed, removed: removesEntity( event.type ), firstAttempt: event.attempts === 1 && event.replays === 0,
	}, signal );
	await db.transaction().execute( async ( trx ) => {
		const state = outcome.kind === 'retry' ? 'retrying' : outcome.kind;
		await settleEvent( trx, siteId, eventId, 'code' in outcome ? { state, reasonCode: outcome.code, reason: outcome.reason } : { state } );
		await outcome.settle?.( trx );
	} );
	const runs = await listRuns( db, siteId, eventId );
	const [ link ] = await describeLinks( db, siteId, [ event.subject ] );
	return { eventId, outcome, link: link as SiteLink, runs, steps: runs.at( -1 )?.steps ?? [] };
}

/** The kind and code of an outcome, in a form that a failed expectation prints well. */
export function ending( { outcome }: Told ): string {
	return 'code' in outcome ? `${ outcome.kind } ${ outcome.code }` : outcome.kind;
}
