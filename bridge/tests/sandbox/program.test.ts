/** The sandbox as a program: options, environment, state file, signals, a taken port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeCalendar } from './helpers/make.ts';
import { main, runSandbox, withoutSandbox } from './helpers/run-sandbox.ts';

let folder: string;

beforeEach( async () => {
	folder = await mkdtemp( join( tmpdir(), 'sandbox-' ) );
} );
afterEach( () => rm( folder, { recursive: true, force: true } ) );

async function outcome( child: ChildProcess ): Promise<{ code: number | null; errors: string }> {
	let errors = '';
	child.stderr!.on( 'data', ( chunk: Buffer ) => errors += chunk.toString() );
	const [ code ] = await once( child, 'close' ) as [ number | null ];
	return { code, errors };
}

const start = ( args: string[], env: NodeJS.ProcessEnv = {} ): ChildProcess =>
	spawn( process.execPath, [ main, ...args ], { stdio: [ 'ignore', 'pipe', 'pipe' ], env: { ...withoutSandbox(), ...env } } );

it( 'keeps its state over a restart, in a file that is always whole', async () => {
	const file = join( folder, 'deep', 'state.json' );
	const first = await runSandbox( [ '--state', file ] );
	const { id } = await makeCalendar( first, { name: 'Survivor' } );
	await first.control( 'PATCH', `/calendars/${ id }`, { notes: 'Last words' } );
	// The last change is younger than the writing delay: SIGTERM has to write it.
	expect( await first.stop() ).toBe( 0 );
	expect( await readdir( join( folder, 'deep' ) ) ).toEqual( [ 'state.json' ] );
	const second = await runSandbox( [ '--state', file ] );
	expect( ( await second.call( 'GET', `/calendars/${ id }` ) ).body.calendar ).toMatchObject( { name: 'Survivor', notes: 'Last words' } );
	await second.stop();
} );

it( 'writes by itself a moment after a change', async () => {
	const file = join( folder, 'state.json' );
	const sandbox = await runSandbox( [ '--state', file ] );
	const { id } = await makeCalendar( sandbox );
	await expect.poll( async () => JSON.parse( await readFile( file, 'utf8' ) ).calendars.map( ( calendar: { id: string } ) => calendar.id ) ).toEqual( [ id ] );
	sandbox.child.kill( 'SIGKILL' );
	await once( sandbox.child, 'exit' );
	const again = await runSandbox( [ '--state', file ] );
	expect( ( await again.call( 'GET', `/calendars/${ id }` ) ).status ).toBe( 200 );
	await again.stop();
} );

it( 'never overwrites a state file that it cannot read', async () => {
	const file = join( folder, 'state.json' );
	await writeFile( file, '{"calendars": [' );
	const { code, errors } = await outcome( start( [ '--port', '0', '--state', file ] ) );
	expect( code ).toBe( 1 );
	expect( errors ).toContain( 'holds no valid JSON' );
	expect( await readFile( file, 'utf8' ) ).toBe( '{"calendars": [' );
} );

it( 'ends cleanly on SIGINT, open connections or not', async () => {
	const sandbox = await runSandbox();
	await sandbox.call( 'GET', '/x' );
	sandbox.child.kill( 'SIGINT' );
	const [ code ] = await once( sandbox.child, 'exit' );
	expect( code ).toBe( 0 );
} );

it( 'says in one line that a port is taken', async () => {
	const server = createServer().listen( 0, '127.0.0.1' );
	await once( server, 'listening' );
	const { port } = server.address() as AddressInfo;
	const { code, errors } = await outcome( start( [ '--port', String( port ) ] ) );
	server.close();
	expect( code ).toBe( 1 );
	expect( errors ).toBe( `Port ${ port } is taken by another program. Choose another with --port, or --port 0 for a free one.\n` );
} );

it( 'tells all wrong options at once', async () => {
	const { code, errors } = await outcome( start( [ '--port', 'x', '--limit', 'many', '--time-zone', 'Mars/Olympus', '--scopes', 'moon.write' ] ) );
	expect( code ).toBe( 1 );
	for ( const name of [ '--port', '--limit', '--time-zone', '--scopes' ] ) {
		expect( errors ).toContain( name );
	}
	expect( ( await outcome( start( [ '--nonsense' ] ) ) ).code ).toBe( 1 );
} );

it( 'takes its options from the environment, and the command line over it', async () => {
	const child = start( [ '--port', '0', '--location', 'fromTheLine000000001' ], {
		SANDBOX_LOCATION: 'fromTheEnv0000000001', SANDBOX_TOKEN: 'pit-env', SANDBOX_TIME_ZONE: 'Asia/Tokyo', SANDBOX_LIMIT: '7/1000', SANDBOX_SCOPES: 'locations.readonly',
	} );
	const [ line ] = await once( child.stdout!, 'data' ) as [ Buffer ];
	const { url } = JSON.parse( line.toString() ) as { url: string };
	const reply = await fetch( `${ url }/locations/fromTheLine000000001`, { headers: { Authorization: 'Bearer pit-env', Version: '2021-07-28' } } );
	expect( reply.headers.get( 'x-ratelimit-max' ) ).toBe( '7' );
	expect( ( await reply.json() as { location: { timezone: string } } ).location.timezone ).toBe( 'Asia/Tokyo' );
	const scoped = await fetch( `${ url }/calendars/?locationId=fromTheLine000000001`, { headers: { Authorization: 'Bearer pit-env', Version: '2021-04-15' } } );
	expect( scoped.status ).toBe( 401 );
	child.kill( 'SIGTERM' );
	await once( child, 'exit' );
} );
