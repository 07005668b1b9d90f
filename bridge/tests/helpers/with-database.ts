/** Gives a test file a database of its own on the run's real PostgreSQL, with every table, dropped afterwards. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../src/database/client.ts';
import { TEMPLATE_DATABASE, withDatabaseName } from './postgres-server.ts';

export interface TestDatabase extends OpenDatabase {
	connectionString: string;
	/** Closes the pool and drops the database, whoever is still connected. */
	drop(): Promise<void>;
}

/**
 * Makes one fresh migrated database; the caller drops it.
 *
 * @param options.empty Without any table, for tests of the migrations themselves.
 */
export async function makeDatabase( options: { poolSize?: number; empty?: boolean } = {} ): Promise<TestDatabase> {
	const postgresUrl = inject( 'postgresUrl' );
	const name = `test_${ randomBytes( 8 ).toString( 'hex' ) }`;
	await command( postgresUrl, `CREATE DATABASE ${ name } TEMPLATE ${ options.empty ? 'template1' : TEMPLATE_DATABASE }` );
	const connectionString = withDatabaseName( postgresUrl, name );
	const database = await openDatabase( { connectionString, poolSize: options.poolSize ?? 10 } );
	const drop = async () => {
		await database.close();
		await command( postgresUrl, `DROP DATABASE ${ name } WITH (FORCE)` );
	};
	return { ...database, connectionString, drop };
}

/**
 * The usual way: call at the top of a test file and read `db`, `pool`, `connectionString` inside tests and hooks.
 *
 *     const database = withDatabase();
 *     test( '…', async () => { await database.db.selectFrom( 'event' )… } );
 */
export function withDatabase( options: { poolSize?: number } = {} ): TestDatabase {
	let made: TestDatabase | undefined;
	beforeAll( async () => {
		made = await makeDatabase( options );
	} );
	afterAll( async () => {
		await made?.drop();
	} );
	return new Proxy( {} as TestDatabase, {
		get( _target, key: keyof TestDatabase ) {
			if ( made === undefined ) {
				throw new Error( 'The database is made in beforeAll: read it inside a test or a later hook.' );
			}
			return made[ key ];
		},
	} );
}

async function command( connectionString: string, sql: string ): Promise<void> {
	const client = new pg.Client( { connectionString } );
	await client.connect();
	try {
		await client.query( sql );
	} finally {
		await client.end();
	}
}
