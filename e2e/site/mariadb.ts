/** A private MariaDB server for one stack: its own folder, its own port on 127.0.0.1, one database and one user. */
import { access, chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Part } from '../base/part.ts';
import { pollUntil } from '../base/poll-until.ts';
import { host } from '../base/ports.ts';
import { runCommand, tail } from '../base/run-command.ts';

export interface MariaDb {
	server: string;
	install: string;
	version: string;
}

export interface Database {
	name: string;
	user: string;
	password: string;
	port: number;
}

/** Debian keeps servers in /usr/sbin, which is not on every user's PATH. */
const searchPath = `${ process.env.PATH ?? '' }:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin`;

/** @return The server programs of this machine, or undefined when there are none. */
export async function findMariaDb(): Promise<MariaDb | undefined> {
	const probe = await runCommand( 'mariadbd', [ '--version' ], { env: { PATH: searchPath } } );
	const installer = await runCommand( 'mariadb-install-db', [ '--help' ], { env: { PATH: searchPath } } );
	const version = /(\d+\.\d+\.\d+)-MariaDB/.exec( probe.output )?.[ 1 ];
	return probe.ok && installer.code !== null && version ? { server: 'mariadbd', install: 'mariadb-install-db', version } : undefined;
}

interface SystemUser {
	name: string;
	uid: number;
	gid: number;
}

async function readMysqlUser(): Promise<SystemUser | undefined> {
	const ids = await Promise.all( [ '-u', '-g' ].map( ( flag ) => runCommand( 'id', [ flag, 'mysql' ] ) ) );
	const [ uid, gid ] = ids.map( ( { ok, stdout } ) => ( ok ? Number( stdout ) : NaN ) );
	return Number.isInteger( uid ) && Number.isInteger( gid ) ? { name: 'mysql', uid: uid!, gid: gid! } : undefined;
}

/** True when users other than the owner may pass through every folder above `dir`. */
async function isOpenToOthers( dir: string ): Promise<boolean> {
	for ( let above = dirname( dir ); ; above = dirname( above ) ) {
		if ( ( ( await stat( above ) ).mode & 0o001 ) === 0 ) {
			return false;
		}
		if ( above === dirname( above ) ) {
			return true;
		}
	}
}

/** As root the server runs as the mysql user where that user can reach the folder (not below /root). */
async function userArguments( dir: string ): Promise<string[]> {
	if ( process.getuid?.() !== 0 ) {
		return [];
	}
	const user = await readMysqlUser();
	if ( user && ( await isOpenToOthers( dir ) ) ) {
		await chown( dir, user.uid, user.gid );
		return [ `--user=${ user.name }` ];
	}
	return [ '--user=root' ];
}

async function createDataFolder( mariaDb: MariaDb, data: string, user: string[] ): Promise<void> {
	if ( await access( join( data, 'mysql' ) ).then( () => true, () => false ) ) {
		return;
	}
	const result = await runCommand( mariaDb.install, [ '--no-defaults', ...user, `--datadir=${ data }`, '--skip-test-db' ], { env: { PATH: searchPath } } );
	if ( ! result.ok ) {
		throw new Error( `mariadb-install-db failed: ${ tail( result.output, 3 ) }` );
	}
}

/** Runs at every start of the server, before it takes connections: no client program is needed. */
function bootstrapSql( { name, user, password }: Database, more: string[] ): string {
	const account = `'${ user }'@'${ host }'`;
	const names = [ name, ...more ];
	return [
		...names.map( ( each ) => `CREATE DATABASE IF NOT EXISTS \`${ each }\` DEFAULT CHARACTER SET utf8mb4;` ),
		`CREATE USER IF NOT EXISTS ${ account } IDENTIFIED BY '${ password }';`,
		`ALTER USER ${ account } IDENTIFIED BY '${ password }';`,
		...names.map( ( each ) => `GRANT ALL ON \`${ each }\`.* TO ${ account };` ),
		'',
	].join( '\n' );
}

/** The server speaks first: its greeting means that it takes connections. */
function receiveGreeting( port: number ): Promise<true> {
	return new Promise( ( answer, refuse ) => {
		const socket = createConnection( { port, host } );
		socket.once( 'data', () => answer( true ) ).once( 'error', refuse ).once( 'close', () => refuse( new Error( 'the server closed the connection' ) ) );
		socket.once( 'data', () => socket.destroy() );
	} );
}

/**
 * Makes the data folder at the first call; the part is not started yet.
 *
 * @param options.moreDatabases Names of further databases of the same user, for several sites on one server.
 */
export async function createMariaDbPart( options: { mariaDb: MariaDb; stackDir: string; database: Database; logFile: string; moreDatabases?: string[] } ): Promise<Part> {
	const { mariaDb, stackDir, database, logFile, moreDatabases = [] } = options;
	const dir = join( stackDir, 'mariadb' );
	const data = join( dir, 'data' );
	const init = join( dir, 'bootstrap.sql' );
	await mkdir( dir, { recursive: true } );
	const user = await userArguments( dir );
	await createDataFolder( mariaDb, data, user );
	await writeFile( init, bootstrapSql( database, moreDatabases ), { mode: 0o644 } );
	// A socket's path may have 107 characters at most, which a deep project folder exceeds.
	const socket = join( tmpdir(), `slotbridge-${ createHash( 'sha256' ).update( dir ).digest( 'hex' ).slice( 0, 12 ) }.sock` );
	return new Part( {
		label: 'MariaDB',
		command: mariaDb.server,
		args: [
			'--no-defaults', ...user, `--datadir=${ data }`, `--socket=${ socket }`, `--pid-file=${ join( data, 'server.pid' ) }`, `--init-file=${ init }`,
			`--bind-address=${ host }`, `--port=${ database.port }`, '--skip-name-resolve', '--skip-log-bin', '--innodb-buffer-pool-size=64M',
		],
		cwd: dir,
		env: { PATH: searchPath },
		stackDir,
		logFile,
		ready: async ( _part, signal ) => {
			await pollUntil( () => receiveGreeting( database.port ), { what: 'MariaDB’s greeting', signal } );
		},
		graceMs: 15_000,
	} );
}
