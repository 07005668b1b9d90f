/** A database connection that breaks while it is in use, between two statements: the transaction fails, the process lives. */
import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { withDatabase } from '../helpers/with-database.ts';
import { until } from '../helpers/until.ts';

const database = withDatabase();

test( 'ends the transaction and nothing else', async () => {
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
