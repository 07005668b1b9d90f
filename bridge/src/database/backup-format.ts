/** What a back-up is: lines of JSON, packed by gzip. A head, then each table with its rows, then an end that says how many there were. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export const FORMAT = 'slotbridge-backup-1';

export interface BackupHead {
	format: typeof FORMAT;
	at: string;
	/** The tables' version: the migrations that had been run. */
	migrations: string[];
	/** The ids of the keys that its secrets are sealed with. The keys themselves are not in it. */
	keyIds: string[];
}

/** Comes before the rows of a table; each row is a line of its own, an object as PostgreSQL writes it. */
export interface TableLine {
	table: string;
	columns: string[];
}

export interface EndLine {
	end: Record<string, number>;
}

/** Not worth keeping: which slots of the last ten seconds are taken, and what the migrations themselves note. */
const LEFT_OUT = [ 'rate_slot', 'schema_migration', 'schema_migration_lock' ];

/**
 * Our tables with their columns, each after those that it refers to. Found in the database, so that a table of a later
 * migration cannot be forgotten. The queue's own tables are not among them: its jobs are made anew for every open event.
 */
export async function listTables( db: Db | Trx ): Promise<TableLine[]> {
	const { rows } = await sql<TableLine & { needs: string[] }>`
		SELECT relname AS table,
			(SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped) AS columns,
			ARRAY(SELECT other.relname::text FROM pg_constraint JOIN pg_class AS other ON other.oid = confrelid
				WHERE contype = 'f' AND conrelid = pg_class.oid AND confrelid <> conrelid) AS needs
		FROM pg_class
		WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p' AND relname <> ALL (${ LEFT_OUT })
		ORDER BY relname
	`.execute( db );
	const sorted: TableLine[] = [];
	while ( rows.length > 0 ) {
		const next = rows.findIndex( ( row ) => row.needs.every( ( needed ) => sorted.some( ( done ) => done.table === needed ) ) );
		if ( next < 0 ) {
			throw new Error( `The tables ${ rows.map( ( row ) => row.table ).join( ', ' ) } refer to each other in a circle.` );
		}
		sorted.push( ...rows.splice( next, 1 ).map( ( { table, columns } ) => ( { table, columns } ) ) );
	}
	// By its time alone, an exchange belongs to a step that must be there first, though nothing in the tables says so.
	return [ ...sorted.filter( ( line ) => line.table !== 'attempt' ), ...sorted.filter( ( line ) => line.table === 'attempt' ) ];
}
