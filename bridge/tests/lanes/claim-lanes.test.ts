/** Which waiting lanes a worker takes: fair among locations, none twice, and without reading the lines of those that are full. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLaneQueue, LANE_QUEUE, type LaneQueue } from '../../src/lanes/lane-queue.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { quietLog } from './start-lanes.ts';

const database = withDatabase();
let queue: LaneQueue;
const siteId = randomUUID();

beforeAll( async () => {
	queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog } );
	await queue.start();
} );
afterAll( () => queue.stop() );
beforeEach( async () => {
	await sql`DELETE FROM pgboss.job WHERE name = ${ LANE_QUEUE }`.execute( database.db );
} );

const wake = ( group: string, subjects: readonly string[], at?: Date ) => database.db.transaction().execute( ( trx ) =>
	queue.wakeMany( trx, subjects.map( ( subject ) => ( { siteId, subject, group } ) ), at ? { at } : {} ) );
const claim = ( max: number, ignoreGroups: readonly string[] = [] ) => queue.claim( { max, perGroup: 6, ignoreGroups } );
const numbered = ( name: string, count: number ): string[] => Array.from( { length: count }, ( _, index ) => `${ name }/${ index + 1 }` );
const namesOf = ( claims: readonly { subject: string }[] ): string[] => claims.map( ( { subject } ) => subject.split( '/' )[ 0 ]! ).sort();

test( 'a location takes its places and no more, and is passed over where it shall be', async () => {
	await wake( 'flooded', numbered( 'flooded', 50 ) );
	await wake( 'neighbour', [ 'neighbour/1' ] );
	expect( namesOf( await claim( 16, [ 'flooded' ] ) ) ).toEqual( [ 'neighbour' ] );
	expect( namesOf( await claim( 16 ) ) ).toEqual( Array.from( { length: 6 }, () => 'flooded' ) );
	expect( await claim( 16 ) ).toEqual( [] );
} );

test( 'with few places left, the location with the fewest running lanes comes first, however long the others wait', async () => {
	for ( const flooded of [ 'a', 'b', 'c' ] ) {
		await wake( flooded, numbered( flooded, 20 ) );
	}
	expect( namesOf( await claim( 5 ) ) ).toEqual( [ 'a', 'a', 'b', 'b', 'c' ] );
	await wake( 'neighbour', numbered( 'neighbour', 3 ) );
	expect( namesOf( await claim( 1 ) ) ).toEqual( [ 'neighbour' ] );
	expect( namesOf( await claim( 2 ) ) ).toEqual( [ 'c', 'neighbour' ] );
} );

test( 'a lane whose time has not come is left alone, and takes no place from one that is due', async () => {
	await wake( 'location', numbered( 'later', 10 ), new Date( Date.now() + 3_600_000 ) );
	await wake( 'location', [ 'due/1' ] );
	expect( namesOf( await claim( 3 ) ) ).toEqual( [ 'due' ] );
} );

test( 'a lane that was given back and woken meanwhile runs once at a time', async () => {
	await wake( 'location', [ 'twice/1' ] );
	const [ first ] = await claim( 3 );
	await wake( 'location', [ 'twice/1' ] );
	expect( await claim( 3 ) ).toEqual( [] );
	expect( await database.db.transaction().execute( ( trx ) => queue.giveBack( trx, first! ) ) ).toBe( true );
	const again = await claim( 3 );
	expect( again ).toHaveLength( 1 );
	expect( await database.db.transaction().execute( ( trx ) => queue.complete( trx, again[ 0 ]! ) ) ).toBe( true );
	expect( await claim( 3 ) ).toHaveLength( 1 );
} );

test( 'many workers that look at the same moment share the lanes, none twice', async () => {
	for ( let group = 1; group <= 20; group += 1 ) {
		await wake( `location ${ group }`, numbered( `group ${ group }`, 3 ) );
	}
	const ids: string[] = [];
	for ( let round = 0; round < 20 && ids.length < 60; round += 1 ) {
		ids.push( ...( await Promise.all( Array.from( { length: 8 }, () => claim( 4 ) ) ) ).flat().map( ( { id } ) => id ) );
	}
	expect( ids ).toHaveLength( 60 );
	expect( new Set( ids ).size ).toBe( 60 );
} );

test( 'a claimed row is what pg-boss’s own fetch makes of it, at the first try and at the next', async () => {
	const boss = new PgBoss( { db: { executeSql: ( text, values ) => database.pool.query( text, values as unknown[] ) }, schedule: false, supervise: false } );
	const fields = async ( id: string ) => {
		const { rows: [ { row } ] } = await sql<{ row: Record<string, unknown> }>`SELECT to_jsonb(job) AS row FROM pgboss.job WHERE id = ${ id }`.execute( database.db ) as { rows: [ { row: Record<string, unknown> } ] };
		const { id: _id, singleton_key: _key, data: _data, ...same } = row;
		return Object.fromEntries( Object.entries( same ).map( ( [ name, value ] ) => [ name, typeof value === 'string' && /^\d{4}-.*T/.test( value ) ? 'a time' : value ] ) );
	};
	const both = async () => {
		const [ ours ] = await claim( 1 );
		const [ theirs ] = await boss.fetch( LANE_QUEUE, { batchSize: 1 } );
		return { ours: ours!, theirs: theirs! };
	};
	await wake( 'location', [ 'ours/1' ] );
	await wake( 'later', [ 'theirs/1' ] );
	const first = await both();
	expect( first.ours ).toEqual( { id: expect.any( String ) as string, siteId, subject: 'ours/1', retryCount: 0 } );
	const same = async ( { ours, theirs }: typeof first ) => expect( { ...await fields( ours.id ), group_id: '' } ).toEqual( { ...await fields( theirs.id ), group_id: '' } );
	await same( first );
	await database.db.transaction().execute( ( trx ) => queue.giveBack( trx, first.ours ) );
	await boss.fail( LANE_QUEUE, first.theirs.id );
	const second = await both();
	expect( second.ours.retryCount ).toBe( 1 );
	await same( second );
} );

test( 'a long line of a location without room costs a look next to nothing', async () => {
	await sql`SELECT add_lane_jobs(${ siteId }::uuid, ${ LANE_QUEUE }, ARRAY(SELECT ${ siteId } || ':flooded/' || n FROM generate_series(1, 20000) AS n), 'flooded')`.execute( database.db );
	await wake( 'neighbour', [ 'neighbour/1' ] );
	expect( await claim( 6, [ 'neighbour' ] ) ).toHaveLength( 6 );
	for ( const passedOver of [ [ 'neighbour' ], [ 'flooded', 'neighbour' ], [] ] ) {
		const { rows } = await sql<{ 'QUERY PLAN': [ { Plan: Record<string, number> } ] }>`
			EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM claim_lanes(${ LANE_QUEUE }, 10, 6, ${ passedOver }::text[])`.execute( database.db );
		const plan = rows[ 0 ]![ 'QUERY PLAN' ][ 0 ].Plan;
		expect( plan[ 'Actual Rows' ] ).toBe( passedOver.length === 0 ? 1 : 0 );
		// The table has about 800 pages.
		expect( plan[ 'Shared Hit Blocks' ]! + plan[ 'Shared Read Blocks' ]! ).toBeLessThan( 400 );
	}
} );
