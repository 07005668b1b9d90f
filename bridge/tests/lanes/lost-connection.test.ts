/** A database that dies must not take the bridge along, whatever its connections were doing. */
import { expect, test } from 'vitest';
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
