/** Puts a back-up into an empty database: all of it, or nothing. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import { FORMAT, type BackupHead, type EndLine, type TableLine } from './backup-format.ts';
import type { Db, Trx } from './client.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const BATCH = 200;

/**
 * Makes the tables as they were when the back-up was made, fills them, and brings them up to date.
 *
 * @returns The number of rows a table.
 * @throws Error in words when the file is no back-up, is cut short, or of a newer version, or the database is in use.
 */
export async function restoreBackup( db: Db, file: string ): Promise<Record<string, number>> {
	const all = readLines( file );
	const head = await readHead( all );
	const madeBefore = await refuseUsed( db );
	await migrate( db, madeBefore ? undefined : head.migrations.at( -1 ) );
	const rows = await db.transaction().execute( async ( trx ) => {
		await sql`SET LOCAL statement_timeout = 0`.execute( trx );
		await refuseUsed( trx );
		return await fill( trx, all );
	} );
	await migrate( db );
	return rows;
}

async function readHead( all: AsyncGenerator<string> ): Promise<BackupHead> {
	const first = await all.next();
	const head = parse<BackupHead>( first.value ?? '' );
	if ( head?.format !== FORMAT || ! Array.isArray( head.migrations ) ) {
		throw new Error( 'This file is not a back-up of SlotBridge.' );
	}
	const unknown = head.migrations.filter( ( name ) => ! Object.hasOwn( migrations, name ) );
	if ( unknown.length > 0 ) {
		throw new Error( `This back-up is of a newer version of the bridge (${ unknown.join( ', ' ) }). Update the bridge first.` );
	}
	return head;
}

/** @returns Whether the tables are there, without anything in them. */
async function refuseUsed( db: Db | Trx ): Promise<boolean> {
	const { rows: [ tables ] } = await sql<{ there: boolean }>`SELECT to_regclass('site') IS NOT NULL AND to_regclass('event') IS NOT NULL AS there`.execute( db );
	if ( ! tables?.there ) {
		return false;
	}
	const { rows: [ used ] } = await sql<{ used: boolean }>`SELECT EXISTS (SELECT FROM site) OR EXISTS (SELECT FROM event) OR EXISTS (SELECT FROM bridge) AS used`.execute( db );
	if ( used?.used ) {
		throw new Error( 'The database already belongs to a bridge; nothing was changed. Restore into an empty one.' );
	}
	return true;
}

async function fill( trx: Trx, all: AsyncGenerator<string> ): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	let table: TableLine | undefined;
	let batch: string[] = [];
	const flush = async () => {
		if ( table && batch.length > 0 ) {
			await insert( trx, table, batch );
			batch = [];
		}
	};
	for await ( const text of all ) {
		const special = /^\{"(table|end)":/.test( text ) ? parse<Partial<TableLine & EndLine>>( text ) : undefined;
		if ( special?.end ) {
			await flush();
			compare( counts, special.end );
			return counts;
		}
		if ( special?.table && special.columns ) {
			await flush();
			table = special as TableLine;
			counts[ table.table ] = 0;
		} else if ( table ) {
			batch.push( text );
			counts[ table.table ]! += 1;
			await ( batch.length >= BATCH ? flush() : undefined );
		}
	}
	throw new Error( 'The back-up is cut short: its end is missing. Nothing was changed.' );
}

async function insert( trx: Trx, { table, columns }: TableLine, rows: readonly string[] ): Promise<void> {
	const names = sql.join( columns.map( ( column ) => sql.ref( column ) ) );
	await sql`INSERT INTO ${ sql.table( table ) } (${ names }) SELECT ${ names } FROM jsonb_populate_recordset(NULL::${ sql.table( table ) }, ${ `[${ rows.join( ',' ) }]` }::jsonb)`.execute( trx );
}

function compare( counts: Record<string, number>, end: Record<string, number> ): void {
	for ( const [ table, count ] of Object.entries( end ) ) {
		if ( counts[ table ] !== count ) {
			throw new Error( `The back-up is damaged: ${ table } should have ${ count } rows, but ${ counts[ table ] ?? 0 } are in it. Nothing was changed.` );
		}
	}
}

async function* readLines( file: string ): AsyncGenerator<string> {
	const source = createReadStream( file );
	const unpacked = createGunzip();
	source.on( 'error', ( error ) => unpacked.destroy( error ) );
	let rest = '';
	try {
		for await ( const chunk of source.pipe( unpacked ).setEncoding( 'utf8' ) ) {
			const parts = ( rest + String( chunk ) ).split( '\n' );
			rest = parts.pop() ?? '';
			yield* parts;
		}
	} catch ( error ) {
		throw new Error( `The back-up cannot be read: ${ error instanceof Error ? error.message : String( error ) }. Nothing was changed.`, { cause: error } );
	} finally {
		source.destroy();
	}
}

function parse<T>( text: string ): T | undefined {
	try {
		return JSON.parse( text ) as T;
	} catch {
		return undefined;
	}
}
