/** Brings the tables up to date: forward only, each migration once, one bridge at a time. */
import { sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Db } from './client.ts';
import { migrations } from './migrations/index.ts';

/**
 * Runs what is missing, in one transaction under an advisory lock, so that replicas which start at once do not
 * meet half-made tables. A database that is up to date costs a few reads.
 *
 * @param upTo The last one to run, for a back-up of an older version; all of them when left out.
 * @throws Error that names the migration that failed; nothing of it was kept.
 */
export async function migrate( db: Db, upTo?: string ): Promise<void> {
	let newer = await newerOnes( db );
	let outcome = await migrateBeside( db, newer, upTo );
	if ( outcome.error !== undefined && ( await newerOnes( db ) ).length > newer.length ) {
		// A newer bridge has just done its migrations, while this one waited for the lock.
		newer = await newerOnes( db );
		outcome = await migrateBeside( db, newer, upTo );
	}
	const { error, results } = outcome;
	if ( error === undefined ) {
		return;
	}
	const failed = results?.find( ( result ) => result.status === 'Error' );
	const which = failed ? `Migration ${ failed.migrationName } failed` : 'The tables could not be brought up to date';
	throw new Error( `${ which }: ${ error instanceof Error ? error.message : String( error ) }`, { cause: error } );
}

async function migrateBeside( db: Db, newer: readonly string[], upTo: string | undefined ) {
	const nothing: Migration = { up: async () => undefined };
	const migrator = new Migrator( {
		db,
		provider: { getMigrations: async () => ( { ...migrations, ...Object.fromEntries( newer.map( ( name ) => [ name, nothing ] ) ) } ) },
		migrationTableName: 'schema_migration',
		migrationLockTableName: 'schema_migration_lock',
	} );
	return await ( upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo( upTo ) );
}

/**
 * Migrations of a newer bridge that was here: during an update a replica of this version may still be started again. They
 * only add, so this version works on with them, and the migrator need only know their names.
 */
async function newerOnes( db: Db ): Promise<string[]> {
	const { rows: [ table ] } = await sql<{ there: boolean }>`SELECT to_regclass('schema_migration') IS NOT NULL AS there`.execute( db );
	const last = Object.keys( migrations ).sort().at( -1 ) ?? '';
	return table?.there
		? ( await sql<{ name: string }>`SELECT name FROM schema_migration WHERE name COLLATE "C" > ${ last } ORDER BY name`.execute( db ) ).rows.map( ( row ) => row.name )
		: [];
}
