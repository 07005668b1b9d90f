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

test( 'links that are there count for the server that their connection is on', async () => {
	const database = await makeDatabase( { empty: true } );
	made.push( database );
	await migrate( database.db, '011-claim-by-group' );
	await database.pool.query( `
		INSERT INTO site (id, url, name, secret) VALUES ('00000000-0000-7000-8000-000000000001', 'https://site.example', 'Site', 'sealed');
		INSERT INTO connection (id, site_id, kind, label, location_id, token, server)
			SELECT ('00000000-0000-7000-8000-00000000001' || number)::uuid, '00000000-0000-7000-8000-000000000001', 'privateIntegration', 'Label', 'loc' || number, 'sealed', server
			FROM unnest(ARRAY['live', 'sandbox']) WITH ORDINALITY AS both_of (server, number);
		INSERT INTO link (site_id, subject, connection_id, location_id, highlevel_id, marker, state)
			SELECT site_id, 'calendar/1', id, location_id, 'id of ' || server, 'M', 'linked' FROM connection;
	` );
	await migrate( database.db );
	const { rows } = await sql<object>`SELECT highlevel_id, server FROM link ORDER BY server`.execute( database.db );
	expect( rows ).toEqual( [ { highlevel_id: 'id of live', server: 'live' }, { highlevel_id: 'id of sandbox', server: 'sandbox' } ] );
} );
