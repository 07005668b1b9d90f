/** `npm run drill`: the whole path under kills, cuts and faults, and what came of every save. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftovers } from '../base/end-processes.ts';
import { artifactsDir } from '../base/paths.ts';
import { ownerVariable } from '../base/process-identity.ts';
import type { Say } from '../base/progress.ts';
import { messageOf, runMain } from '../base/user-error.ts';
import { runDrill } from './drill.ts';
import { helpText, readOptions, type DrillOptions } from './options.ts';
import { createWorld, type World } from './world.ts';

const say: Say = ( line ) => void process.stdout.write( `${ line }\n` );

/** Rejects at the first Ctrl-C or termination signal. */
function untilSignal(): Promise<never> {
	return new Promise( ( _never, refuse ) => {
		for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
			process.on( signal, () => refuse( new Error( `the drill was stopped (${ signal })` ) ) );
		}
	} );
}

async function run( options: DrillOptions ): Promise<number> {
	const dir = join( artifactsDir, `drill-${ options.plan.form }` );
	say( `Drill, ${ options.plan.form } form, seed ${ options.seed }` );
	await endLeftovers( dir, [] );
	await rm( dir, { recursive: true, force: true } );
	await mkdir( dir, { recursive: true } );
	// Whatever is started from here on carries the folder's mark, so that the end can find all of it.
	process.env[ ownerVariable ] = dir;
	let world: World | undefined;
	const drill = ( async () => {
		world = await createWorld( dir, options.plan, say );
		return runDrill( world, options, say );
	} )();
	let failure: unknown;
	try {
		return await Promise.race( [ drill, untilSignal() ] );
	} catch ( error ) {
		failure = error;
		return 1;
	} finally {
		drill.catch( () => undefined ); // Stopping makes a drill that is still going on fail.
		await world?.stop();
		await endLeftovers( dir, [] );
		// Last of all, so that the last line says why.
		if ( failure !== undefined ) {
			say( `Drill failed (seed ${ options.seed }): ${ messageOf( failure ) }` );
		}
	}
}

await runMain( async () => {
	const options = readOptions( process.argv.slice( 2 ) );
	if ( options.help ) {
		say( helpText );
		return 0;
	}
	return run( options );
} );
// A drill that was broken off may still wait for something; nothing of it matters any more.
process.exit();
