/**
 * Saves the bridge's database into one file, restores it, or moves it to another PostgreSQL. Reads the bridge's own environment.
 *
 *     npm run backup -- save <file>      also while the bridge runs
 *     npm run backup -- restore <file>   into an empty database, with the bridge stopped
 *     npm run backup -- move             from the embedded database to the server of MOVE_TO_DATABASE_URL, with the bridge stopped
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig, secretsOf, type BridgeConfig } from './config/load-config.ts';
import { moveTarget } from './config/move-target.ts';
import { scrubText } from './config/redact.ts';
import { openDatabase, type Db } from './database/client.ts';
import { ownEmbedded, reachEmbedded, type ReachedDatabase } from './database/reach-embedded.ts';
import { restoreBackup } from './database/restore-backup.ts';
import { saveBackup, type SavedBackup } from './database/save-backup.ts';

const USAGE = 'Give one of: save <file>, restore <file>, move (with MOVE_TO_DATABASE_URL set).';

async function withDatabase<T>( connectionString: string, config: BridgeConfig, work: ( db: Db ) => Promise<T> ): Promise<T> {
	const { db, close } = await openDatabase( { connectionString, caFile: connectionString === config.databaseUrl ? config.database.caFile : null, poolSize: 2 } );
	try {
		return await work( db );
	} finally {
		await close();
	}
}

/** The bridge's own database. */
async function withOwn<T>( config: BridgeConfig, reach: ( dataDir: string ) => Promise<ReachedDatabase>, work: ( db: Db ) => Promise<T> ): Promise<T> {
	if ( config.databaseUrl !== null ) {
		return await withDatabase( config.databaseUrl, config, work );
	}
	const reached = await reach( config.dataDir );
	try {
		return await withDatabase( reached.connectionString, config, work );
	} finally {
		await reached.leave();
	}
}

async function save( config: BridgeConfig, file: string ): Promise<string> {
	const saved = await withOwn( config, reachEmbedded, ( db ) => saveBackup( db, file ) );
	return `${ inWords( saved.rows ) } saved to ${ file }. ${ aboutKey( saved ) }`;
}

async function restore( config: BridgeConfig, file: string ): Promise<string> {
	const rows = await withOwn( config, ownEmbedded, ( db ) => restoreBackup( db, file ) );
	return `${ inWords( rows ) } restored. Start the bridge with the encryption key that it had.`;
}

/** By way of a file, so that the target holds all or nothing. */
async function move( config: BridgeConfig, target: string ): Promise<string> {
	if ( config.databaseUrl !== null ) {
		throw new Error( 'DATABASE_URL is set, so the bridge has no embedded database to move. For another server, use save and restore.' );
	}
	const folder = await mkdtemp( join( tmpdir(), 'slotbridge-move-' ) );
	try {
		const file = join( folder, 'backup' );
		// Owned, not only reached: what a running bridge accepts after this moment would be left behind.
		const reached = await ownEmbedded( config.dataDir );
		const saved = await withDatabase( reached.connectionString, config, ( db ) => saveBackup( db, file ) ).finally( () => reached.leave() );
		await withDatabase( target, config, ( db ) => restoreBackup( db, file ) );
		return `${ inWords( saved.rows ) } moved. Start the bridge with DATABASE_URL set to that server. ${ aboutKey( saved ) }`;
	} finally {
		await rm( folder, { recursive: true, force: true } );
	}
}

function inWords( rows: Record<string, number> ): string {
	return `${ rows[ 'event' ] ?? 0 } events, ${ rows[ 'link' ] ?? 0 } links, ${ rows[ 'site' ] ?? 0 } sites and all that belongs to them were`;
}

function aboutKey( { keyIds }: SavedBackup ): string {
	return keyIds.length === 0
		? 'No secret is stored in it.'
		: `Its secrets are sealed, and the encryption key (${ keyIds.join( ', ' ) }) is not in it: keep that in another place. Without it every site must be paired again.`;
}

async function main(): Promise<void> {
	const [ what, file ] = process.argv.slice( 2 );
	const config = loadConfig();
	const target = moveTarget();
	try {
		const done = what === 'save' && file ? await save( config, file )
			: what === 'restore' && file ? await restore( config, file )
				: what === 'move' && target ? await move( config, target )
					: undefined;
		if ( done === undefined ) {
			throw new Error( USAGE );
		}
		process.stdout.write( `${ done }\n` );
	} catch ( error ) {
		const words = error instanceof Error ? error.message || String( ( error as NodeJS.ErrnoException ).code ) : String( error );
		process.stderr.write( `${ scrubText( words, secretsOf( config ) ) }\n` );
		process.exitCode = 1;
	}
}

try {
	await main();
} catch ( error ) {
	if ( ! ( error instanceof ConfigError ) ) {
		throw error;
	}
	process.stderr.write( `${ error.message }\n` );
	process.exitCode = 1;
}
