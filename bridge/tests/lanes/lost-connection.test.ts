/** A database that dies must not take the bridge along, whatever its connections were doing. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';

const database = withDatabase();

test( 'a connection that breaks in the middle of a transaction fails its next statement, and nothing else', async () => {
	const client = await database.pool.connect();
	await client.query( 'BEGIN' );
	const { rows: [ { pid } ] } = await client.query( 'SELECT pg_backend_pid() AS pid' );
	const ended = new Promise<void>( ( resolve ) => void client.once( 'end', resolve ) );
	// Between two statements, so that no query of ours is there to take the error: without a listener it would be an uncaught one.
	await database.pool.query( 'SELECT pg_terminate_backend( $1 )', [ pid ] );
	await ended;
	await expect( client.query( 'SELECT 1' ) ).rejects.toThrow();
	client.release( true );
	expect( ( await database.pool.query( 'SELECT 1 AS one' ) ).rows ).toEqual( [ { one: 1 } ] );
} );

test( 'a transaction of ours whose connection breaks is ended, and nothing else', async () => {
	const running = database.db.transaction().execute( async ( trx ) => {
		const { rows: [ own ] } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute( trx );
		await database.pool.query( 'SELECT pg_terminate_backend($1)', [ own!.pid ] );
		await until( 'the connection is gone', async () => ( await database.pool.query( 'SELECT 1 FROM pg_stat_activity WHERE pid = $1', [ own!.pid ] ) ).rowCount === 0 );
		// Without a listener on a connection in use, Node would end the process here.
		await new Promise( ( resolve ) => setImmediate( resolve ) );
		await sql`SELECT 1`.execute( trx );
	} );
	await expect( running ).rejects.toThrow();
	expect( ( await sql<{ one: number }>`SELECT 1 AS one`.execute( database.db ) ).rows ).toEqual( [ { one: 1 } ] );
} );
