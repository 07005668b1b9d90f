/** Opens the pool of PostgreSQL connections and the typed query builder that every repository uses. */
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

export interface OpenDatabase {
	db: Db;
	pool: pg.Pool;
	/** Ends every connection; queries under way are finished first. */
	close(): Promise<void>;
}

export interface DatabaseOptions {
	/** `postgres://user:password@host:port/name`; TLS by `?sslmode=`, as libpq. */
	connectionString: string;
	/** Connections at most. Lane workers hold one only while they read or settle, never during an HTTP call. */
	poolSize?: number;
	/** A certificate authority as a PEM file: the connection is then encrypted, and the server's name checked. */
	caFile?: string | null;
	/** A single statement ends after this, in ms; 0 or left out: never. */
	statementTimeoutMs?: number;
	/** Told about connections that break while idle; the pool replaces them by itself. */
	onIdleError?( error: Error ): void;
}

/** No transaction waits for anything outside the database: one that stands still for so long belongs to a bridge that hangs, and holds locks. */
const IDLE_IN_TRANSACTION_MS = 60_000;
const INT8 = 20;
const DATE = 1082;

/**
 * Makes the pool; connects on first use and runs nothing by itself.
 *
 * @throws nothing; a server that is away shows at the first query.
 */
export async function openDatabase( options: DatabaseOptions ): Promise<OpenDatabase> {
	const pool = new pg.Pool( {
		connectionString: withCa( options.connectionString, options.caFile ?? null ),
		...( options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS } : {} ),
		max: options.poolSize ?? 10,
		connectionTimeoutMillis: 10_000,
		keepAlive: true,
		application_name: 'slotbridge',
		types: { getTypeParser },
	} );
	// Without a listener, a server that restarts would end the whole process.
	pool.on( 'error', ( error ) => options.onIdleError?.( error ) );
	// The pool listens to idle connections only. One that breaks while a transaction holds it, between two statements,
	// would end the process too; its next statement fails, and that is told.
	pool.on( 'connect', ( client ) => void client.on( 'error', () => undefined ) );
	const db: Db = new Kysely<Database>( { dialect: new PostgresDialect( { pool } ) } );
	return { db, pool, close: () => db.destroy() };
}

/** As libpq's own parameters, which pg reads; a weaker `sslmode` of the address does not win over a named authority. */
function withCa( connectionString: string, caFile: string | null ): string {
	if ( caFile === null ) {
		return connectionString;
	}
	const url = new URL( connectionString );
	url.searchParams.set( 'sslmode', 'verify-full' );
	url.searchParams.set( 'sslrootcert', caFile );
	return url.href;
}

/** `bigint` as number (refused beyond 2^53), `date` as the text it is: a JS Date would shift it by the zone. */
const getTypeParser = ( ( oid: number, format?: 'text' | 'binary' ) => {
	if ( oid === INT8 && format !== 'binary' ) {
		return parseBigint;
	}
	if ( oid === DATE && format !== 'binary' ) {
		return ( text: string ) => text;
	}
	return pg.types.getTypeParser( oid, format as 'text' );
} ) as typeof pg.types.getTypeParser;

function parseBigint( text: string ): number {
	const value = Number( text );
	if ( ! Number.isSafeInteger( value ) ) {
		throw new RangeError( `The database holds ${ text }, which is beyond what a JavaScript number can hold exactly.` );
	}
	return value;
}
