/** Writes everything that the bridge has into one file, as it was at one moment, while the bridge goes on. */
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { FORMAT, listTables, type BackupHead, type TableLine } from './backup-format.ts';
import type { Db, Trx } from './client.ts';
import { listSealedSecrets } from './sealed-secrets.ts';

export interface SavedBackup {
	rows: Record<string, number>;
	keyIds: string[];
}

const FETCH = 500;

/**
 * One transaction sees the same state of all tables, and blocks nobody. The file gets its name only when it is whole.
 *
 * @throws Error when the file exists already, or the disk or database fails; no file is left then.
 */
export async function saveBackup( db: Db, file: string ): Promise<SavedBackup> {
	// Taken now, so that two back-ups to the same name cannot both go on.
	const place = await open( file, 'wx', 0o600 );
	await place.close();
	const draft = `${ file }.part`;
	const saved: SavedBackup = { rows: {}, keyIds: [] };
	try {
		const handle = await open( draft, 'w', 0o600 );
		await db.transaction().setIsolationLevel( 'repeatable read' ).setAccessMode( 'read only' )
			.execute( ( trx ) => pipeline( lines( trx, saved ), createGzip(), handle.createWriteStream( { flush: true } ) ) );
		await rename( draft, file );
	} catch ( error ) {
		await Promise.all( [ rm( draft, { force: true } ), rm( file, { force: true } ) ] );
		throw error;
	}
	return saved;
}

async function* lines( trx: Trx, saved: SavedBackup ): AsyncGenerator<string> {
	await sql`SET LOCAL statement_timeout = 0`.execute( trx );
	const head = await readHead( trx );
	saved.keyIds = head.keyIds;
	yield line( head );
	for ( const table of await listTables( trx ) ) {
		yield line( table );
		saved.rows[ table.table ] = 0;
		for await ( const rows of rowsOf( trx, table ) ) {
			saved.rows[ table.table ]! += rows.length;
			yield rows.map( ( row ) => `${ row }\n` ).join( '' );
		}
	}
	yield line( { end: saved.rows } );
}

async function readHead( trx: Trx ): Promise<BackupHead> {
	const { rows } = await sql<{ name: string; at: string }>`SELECT name, now()::text AS at FROM schema_migration ORDER BY name`.execute( trx );
	const keyIds = ( await listSealedSecrets( trx ) ).map( ( { sealed } ) => sealed.split( '.' )[ 0 ] ?? '' );
	return { format: FORMAT, at: rows[ 0 ]?.at ?? '', migrations: rows.map( ( row ) => row.name ), keyIds: [ ...new Set( keyIds ) ].sort() };
}

/** Rows as PostgreSQL's own JSON text, which keeps microseconds and large numbers; JavaScript only passes them on. */
async function* rowsOf( trx: Trx, { table }: TableLine ): AsyncGenerator<string[]> {
	await sql`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT to_jsonb(one)::text AS row FROM ${ sql.table( table ) } AS one`.execute( trx );
	for ( ;; ) {
		const { rows } = await sql<{ row: string }>`FETCH ${ sql.lit( FETCH ) } FROM backup_rows`.execute( trx );
		if ( rows.length === 0 ) {
			break;
		}
		yield rows.map( ( { row } ) => row );
	}
	await sql`CLOSE backup_rows`.execute( trx );
}

function line( value: object ): string {
	return `${ JSON.stringify( value ) }\n`;
}
