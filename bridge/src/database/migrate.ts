/** Brings the tables up to date: forward only, each migration once, one bridge at a time. */
import { Migrator } from 'kysely/migration';
import type { Db } from './client.ts';
import { migrations } from './migrations/index.ts';

/**
 * Runs what is missing, in one transaction under an advisory lock, so that replicas which start at once do not
 * meet half-made tables. A database that is up to date costs a few reads.
 *
 * @throws Error that names the migration that failed; nothing of it was kept.
 */
export async function migrate( db: Db ): Promise<void> {
	const migrator = new Migrator( {
		db,
		provider: { getMigrations: async () => migrations },
		migrationTableName: 'schema_migration',
		migrationLockTableName: 'schema_migration_lock',
	} );
	const { error, results } = await migrator.migrateToLatest();
	if ( error === undefined ) {
		return;
	}
	const failed = results?.find( ( result ) => result.status === 'Error' );
	const which = failed ? `Migration ${ failed.migrationName } failed` : 'The tables could not be brought up to date';
	throw new Error( `${ which }: ${ error instanceof Error ? error.message : String( error ) }`, { cause: error } );
}
