/** The migrations on a real, empty database. */
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { migrate } from '../../src/database/migrate.ts';
import { makeDatabase, type TestDatabase } from '../helpers/with-database.ts';

const made: TestDatabase[] = [];
afterEach( async () => {
	await Promise.all( made.splice( 0 ).map( ( database ) => database.drop() ) );
} );

test( 'makes every table once, however many bridges start at the same moment', async () => {
	const database = await makeDatabase( { empty: true } );
	made.push( database );
	const replicas = await Promise.all( [ 1, 2, 3 ].map( () => openDatabase( { connectionString: database.connectionString, poolSize: 2 } ) ) );
	await Promise.all( replicas.map( ( replica ) => migrate( replica.db ) ) );
	await migrate( database.db );
	await Promise.all( replicas.map( ( replica ) => replica.close() ) );
	const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration ORDER BY name`.execute( database.db );
	expect( rows.map( ( row ) => row.name ) ).toContain( '001-initial' );
	expect( new Set( rows.map( ( row ) => row.name ) ).size ).toBe( rows.length );
	await expect( database.db.selectFrom( 'event' ).selectAll().execute() ).resolves.toEqual( [] );
} );

test( 'a bigint arrives as a number, and one beyond exactness is refused', async () => {
	const database = await makeDatabase();
	made.push( database );
	const { rows } = await sql<{ big: number; day: string }>`SELECT 9007199254740991::bigint AS big, date '2026-03-01' AS day`.execute( database.db );
	expect( rows[ 0 ] ).toEqual( { big: 9007199254740991, day: '2026-03-01' } );
	await expect( sql`SELECT 9007199254740993::bigint AS big`.execute( database.db ) ).rejects.toThrow( RangeError );
} );
