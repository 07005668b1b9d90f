/** The queue of lanes: one job an entity with something to do, kept by pg-boss beside the events it stands for. */
import { sql } from 'kysely';
import type pg from 'pg';
import { PgBoss, fromKysely } from 'pg-boss';
import type { Db, Trx } from '../database/client.ts';
import { logEvents, type LoggedEvents, type NewEvent } from '../database/events.ts';
import type { LanesLog } from './log.ts';
import { createWakeSoon } from './wake-soon.ts';

/** The ordered line of open events of one entity of one site. */
export interface Lane {
	siteId: string;
	subject: string;
	/** Lanes of one group share a limit: the location they go to, or the site itself while it has no connection. */
	group: string;
}

/** A lane that this process may run, until it is settled or the claim lapses. */
export interface Claim {
	/** The job and its attempt: together they fence off a worker that was taken for dead. */
	id: string;
	retryCount: number;
	siteId: string;
	subject: string;
}

export interface ClaimOptions {
	/** Lanes at most. */
	max: number;
	/** Lanes of one group that may run at the same time, over all replicas. */
	perGroup: number;
	/** Groups to pass over: their location has no calls left at this moment. */
	ignoreGroups: readonly string[];
}

export interface LaneQueue {
	/** Sees to it that the lane runs no later than `at` (default: now), once the transaction is committed. */
	wake( trx: Trx, lane: Lane, options?: { at?: Date } ): Promise<void>;
	/** The same for many lanes in two statements. */
	wakeMany( trx: Trx, lanes: readonly Lane[], options?: { at?: Date } ): Promise<void>;
	/** Wakes lanes of events that are in the log, each in the group that its site belongs to now; of any sites, in one statement. */
	wakeLogged( lanes: readonly Pick<Lane, 'siteId' | 'subject'>[] ): Promise<void>;
	/** Logs a site's events, all or none, and on the disk when this resolves. Their lanes are woken just after it. */
	accept( siteId: string, events: readonly NewEvent[] ): Promise<LoggedEvents>;
	/** Resolves when every lane of what was accepted has been woken. */
	settled(): Promise<void>;
	/** Tells this process's worker to look at once; call it after the commit. Without it, the next poll finds the lane. */
	nudge(): void;
	onNudge( listener: () => void ): void;
	/** Makes or updates pg-boss's tables and begins to watch for lapsed claims. */
	start(): Promise<void>;
	stop(): Promise<void>;
	claim( options: ClaimOptions ): Promise<Claim[]>;
	/** Keeps claims alive; the ids that are still ours. Inside a transaction it also locks them. */
	touch( claims: readonly Claim[], trx?: Trx ): Promise<Set<string>>;
	/** Ends a claim; false when it is no longer ours, and then nothing of the transaction may be kept. */
	complete( trx: Trx, claim: Claim ): Promise<boolean>;
	/** Gives a claim back for another worker to take at once; false as above. */
	giveBack( trx: Trx, claim: Claim ): Promise<boolean>;
	/** Lanes that wait (now or for their time) and lanes that run, over all sites. */
	depth(): Promise<{ queued: number; active: number }>;
}

export interface LaneQueueOptions {
	db: Db;
	pool: pg.Pool;
	log: LanesLog;
	/** A claim ends after this at the latest; longer than any delivery may take, in s. */
	expireInSeconds?: number;
	/** A claim whose worker is silent for this long is given to another, in s; 10 at least. */
	heartbeatSeconds?: number;
	/** How often lapsed claims are looked for, in s. */
	monitorIntervalSeconds?: number;
}

export const LANE_QUEUE = 'lane';

const UNIQUE_VIOLATION = '23505';

/** The key that makes a lane's job the only one of its kind. */
export function laneKey( siteId: string, subject: string ): string {
	return `${ siteId }:${ subject }`;
}

export function createLaneQueue( options: LaneQueueOptions ): LaneQueue {
	const heartbeatSeconds = options.heartbeatSeconds ?? 30;
	const boss = new PgBoss( {
		// Our own pool: one set of connections to size, and none left over at the end.
		db: { executeSql: ( text, values ) => options.pool.query( text, values as unknown[] ) },
		schedule: false,
		superviseIntervalSeconds: options.monitorIntervalSeconds ?? 10,
		monitorIntervalSeconds: options.monitorIntervalSeconds ?? 10,
		maintenanceIntervalSeconds: 600,
		openTelemetry: { enabled: false },
	} );
	boss.on( 'error', ( error ) => options.log.warn( { error: error.message }, 'The queue had an error' ) );
	const listeners: ( () => void )[] = [];
	const nudge = () => listeners.forEach( ( listener ) => listener() );
	const wakeSoon = createWakeSoon( { wake: ( keys ) => wakeLogged( options.db, keys ), onWoken: nudge, log: options.log } );
	return {
		wake: ( trx, lane, { at } = {} ) => wakeLanes( boss, trx, [ lane ], at ),
		wakeMany: ( trx, lanes, { at } = {} ) => wakeLanes( boss, trx, lanes, at ),
		wakeLogged: ( lanes ) => wakeLogged( options.db, lanes.map( ( { siteId, subject } ) => laneKey( siteId, subject ) ) ),
		accept: async ( siteId, events ) => {
			await wakeSoon.room();
			const logged = await logEvents( options.db, siteId, events );
			wakeSoon.add( logged.subjects.map( ( subject ) => laneKey( siteId, subject ) ) );
			return logged;
		},
		settled: () => wakeSoon.settled(),
		nudge,
		onNudge: ( listener ) => void listeners.push( listener ),
		start: () => startBoss( boss, { ...options, heartbeatSeconds } ),
		stop: async () => {
			await wakeSoon.stop();
			await boss.stop( { graceful: false, close: false } );
		},
		claim: ( claimOptions ) => claimLanes( options.db, claimOptions ),
		touch: ( claims, trx ) => touchClaims( boss, claims, trx ),
		complete: async ( trx, claim ) => isOne( await boss.complete( LANE_QUEUE, attemptOf( claim ), null, { db: fromKysely( trx ) } ) ),
		giveBack: async ( trx, claim ) => isOne( await boss.fail( LANE_QUEUE, attemptOf( claim ), null, { db: fromKysely( trx ) } ) ),
		depth: () => depth( options.db ),
	};
}

async function startBoss( boss: PgBoss, options: LaneQueueOptions & { heartbeatSeconds: number } ): Promise<void> {
	await boss.start();
	const settings = {
		expireInSeconds: options.expireInSeconds ?? 600,
		heartbeatSeconds: options.heartbeatSeconds,
		// Whether an event is tried again is decided by its own age, not by pg-boss: a claim that lapses always comes back.
		retryLimit: 1_000_000_000,
		retryDelay: 0,
		retentionSeconds: 30 * 24 * 3_600,
		deleteAfterSeconds: 600,
	};
	// `stately` with a key a lane: at most one job waiting and one running, so that no lane ever runs twice at once.
	await boss.createQueue( LANE_QUEUE, { policy: 'stately', ...settings } );
	await boss.updateQueue( LANE_QUEUE, settings );
	await indexDueLanes( options.db );
}

/** The index that `claim_lanes` goes by: pg-boss's own have no location in them. Not in a migration, as pg-boss makes its tables later. */
async function indexDueLanes( db: Db ): Promise<void> {
	await db.transaction().execute( async ( trx ) => {
		// Replicas may start at the same moment, and IF NOT EXISTS alone does not bear that.
		await sql`SELECT pg_advisory_xact_lock(hashtextextended('slotbridge lane_due', 0))`.execute( trx );
		await sql`CREATE INDEX IF NOT EXISTS lane_due ON pgboss.job_common (name, group_id, start_after) WHERE state < 'active' AND NOT blocked`.execute( trx );
	} );
}

/** @param keys By `laneKey`. */
async function wakeLogged( db: Db, keys: readonly string[] ): Promise<void> {
	if ( keys.length === 0 ) {
		return;
	}
	await sql`SELECT wake_logged(${ LANE_QUEUE }, ${ keys }::text[])`.execute( db );
}

/**
 * Why no wake-up can be lost: the advisory lock lets one transaction at a time wake a lane. It then either moves the
 * waiting job forward, holding its row so that no worker takes it before our events are committed, or, the waiting job
 * being gone (taken by a worker that cannot have seen our events), puts a new one beside the running one.
 */
async function wakeLanes( boss: PgBoss, trx: Trx, lanes: readonly Lane[], at: Date | undefined ): Promise<void> {
	const byKey = new Map( lanes.map( ( lane ) => [ laneKey( lane.siteId, lane.subject ), lane ] ) );
	if ( byKey.size === 0 ) {
		return;
	}
	// Sorted, so that two requests that wake the same lanes wait for each other instead of locking up.
	const keys = [ ...byKey.keys() ].sort();
	const groups = keys.map( ( key ) => byKey.get( key )?.group );
	const { rows } = await sql<{ missing: string[] }>`
		SELECT wake_lanes(${ LANE_QUEUE }, ${ keys }::text[], ${ groups }::text[], coalesce(${ at ?? null }::timestamptz, clock_timestamp())) AS missing
	`.execute( trx );
	await insertJobs( boss, trx, ( rows[ 0 ]?.missing ?? [] ).map( ( key ) => byKey.get( key ) as Lane ), at );
}

async function insertJobs( boss: PgBoss, trx: Trx, lanes: readonly Lane[], at: Date | undefined ): Promise<void> {
	if ( lanes.length === 0 ) {
		return;
	}
	const jobs = lanes.map( ( lane ) => ( {
		data: { siteId: lane.siteId, subject: lane.subject },
		singletonKey: laneKey( lane.siteId, lane.subject ),
		group: { id: lane.group },
		...( at ? { startAfter: at.toISOString() } : {} ),
	} ) );
	const ids = await boss.insert( LANE_QUEUE, jobs, { db: fromKysely( trx ), returnId: true } );
	if ( ids?.length !== jobs.length ) {
		// Cannot happen under the lock; if it ever does, failing the transaction is better than a lane that sleeps on.
		throw new Error( `${ jobs.length } lanes should have been woken, but ${ ids?.length ?? 0 } were.` );
	}
}

/** @returns Nothing where another replica has just claimed the same lane; the next look finds the others. */
async function claimLanes( db: Db, { max, perGroup, ignoreGroups }: ClaimOptions ): Promise<Claim[]> {
	try {
		const { rows } = await sql<{ id: string; retry_count: number; data: { siteId: string; subject: string } }>`
			SELECT id, retry_count, data FROM claim_lanes(${ LANE_QUEUE }, ${ max }, ${ perGroup }, ${ [ ...ignoreGroups ] }::text[])
		`.execute( db );
		return rows.map( ( { id, retry_count: retryCount, data } ) => ( { id, retryCount, siteId: data.siteId, subject: data.subject } ) );
	} catch ( error ) {
		if ( ( error as { code?: unknown } ).code === UNIQUE_VIOLATION ) {
			return [];
		}
		throw error;
	}
}

async function touchClaims( boss: PgBoss, claims: readonly Claim[], trx: Trx | undefined ): Promise<Set<string>> {
	if ( claims.length === 0 ) {
		return new Set();
	}
	const response = await boss.touch( LANE_QUEUE, claims.map( attemptOf ), trx ? { db: fromKysely( trx ) } : {} );
	return new Set( ( response as { settled?: string[] } ).settled ?? [] );
}

function attemptOf( claim: Claim ): { id: string; retryCount: number } {
	return { id: claim.id, retryCount: claim.retryCount };
}

function isOne( response: object ): boolean {
	return ( response as { affected?: number } ).affected === 1;
}

async function depth( db: Db ): Promise<{ queued: number; active: number }> {
	const { rows } = await sql<{ queued: number; active: number }>`
		SELECT count(*) FILTER (WHERE state < 'active') AS queued, count(*) FILTER (WHERE state = 'active') AS active
		FROM pgboss.job WHERE name = ${ LANE_QUEUE } AND state <= 'active'
	`.execute( db );
	return rows[ 0 ] ?? { queued: 0, active: 0 };
}
