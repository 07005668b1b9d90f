/** What every test of deliveries begins with: a database and a sandbox for the file, a scene of its own for each test, and no faults left over. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { withDatabase, type TestDatabase } from '../helpers/with-database.ts';
import { runSandbox, type RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';
import { makeScene, type Scene } from './scene.ts';

/**
 * Call at the top of a test file. All three can be read inside tests and later hooks; the scene is always that of the test.
 *
 *     const { scene } = withScene();
 */
export function withScene( options: { poolSize?: number } = {} ): { database: TestDatabase; sandbox: RunningSandbox; scene: Scene } {
	const database = withDatabase( options );
	let sandbox: RunningSandbox | undefined;
	let scene: Scene | undefined;
	beforeAll( async () => {
		sandbox = await runSandbox();
	} );
	afterAll( () => sandbox?.stop() );
	beforeEach( async () => {
		await sandbox!.control( 'DELETE', '/faults' );
		scene = await makeScene( database, sandbox! );
	} );
	return { database, sandbox: later( 'sandbox', () => sandbox ), scene: later( 'scene', () => scene ) };
}

/** Stands for what is made in a hook. */
function later<T extends object>( what: string, find: () => T | undefined ): T {
	return new Proxy( {} as T, {
		get( _target, key ) {
			const found = find();
			if ( found === undefined ) {
				throw new Error( `The ${ what } is made in a hook: read it inside a test or a later hook.` );
			}
			return found[ key as keyof T ];
		},
	} );
}
