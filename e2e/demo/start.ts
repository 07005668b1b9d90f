/** `npm start`: brings a whole SlotBridge up on this machine, keeps it up, and takes all of it down again. */
import { step, type Say } from '../base/progress.ts';
import { runMain, UserError } from '../base/user-error.ts';
import { ownerVariable } from '../base/process-identity.ts';
import { openSite } from '../stack/site-client.ts';
import { createStack, describeHighLevel, runtimeName, type Stack } from '../stack/stack.ts';
import { readMemory } from '../stack/stack-memory.ts';
import { chooseRuntime } from '../site/choose-runtime.ts';
import { announce } from './announce.ts';
import { buildAdminUi } from './build-admin-ui.ts';
import { checkDisk, checkPorts, portsFrom } from './check-machine.ts';
import { claimFolder, emptyFolder, releaseFolder } from './claim-folder.ts';
import { connectSite } from './connect.ts';
import { removeDemoFile, writeDemoFile } from './demo-file.ts';
import { defaultPort, helpText, readOptions, type DemoOptions } from './options.ts';
import { seedSite } from './seed.ts';
import { supervise } from './supervise.ts';

const say: Say = ( line ) => void process.stdout.write( `${ line }\n` );

/** Resolves at the first Ctrl-C or termination signal; later ones change nothing, since stopping has begun. */
function waitForSignal(): Promise<NodeJS.Signals> {
	return new Promise( ( answer ) => {
		for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
			process.on( signal, () => answer( signal ) );
		}
	} );
}

/** @throws UserError when the folder holds a site of another kind, or one that belongs to another HighLevel. */
async function checkEarlierRun( options: DemoOptions, kind: string ): Promise<number> {
	const memory = await readMemory( options.dataDir );
	if ( memory && memory.runtime !== kind ) {
		throw new UserError( `${ options.dataDir } holds a site made with ${ memory.runtime }, this run would use ${ kind }: add --fresh to start anew, or keep both with --data DIR.` );
	}
	const wanted = describeHighLevel( options.highLevel );
	if ( memory && memory.highLevel !== wanted ) {
		throw new UserError( `${ options.dataDir } holds a site that is connected to ${ memory.highLevel }, not to ${ wanted }: add --fresh to start anew, or keep both with --data DIR.` );
	}
	return options.port ?? memory?.ports.wordpress ?? defaultPort;
}

async function bringUp( options: DemoOptions, own: ( stack: Stack ) => void ): Promise<Stack> {
	const dir = options.dataDir;
	if ( options.fresh ) {
		await step( say, `Deleting the state in ${ dir }`, () => emptyFolder( dir ) );
	}
	await removeDemoFile( dir );
	const runtime = options.playground ? 'playground' : 'auto';
	const ports = portsFrom( await checkEarlierRun( options, runtimeName( await chooseRuntime( runtime ) ) ) );
	await checkDisk( dir );
	await checkPorts( ports );
	await buildAdminUi( say );
	const stack = await createStack( { dir, say, ports, runtime, highLevel: options.highLevel } );
	own( stack );
	await stack.start();
	const site = await openSite( stack.wordpressUrl, stack.owner );
	await connectSite( site, stack, say );
	if ( ! stack.memory.seeded ) {
		await seedSite( site, say );
		await stack.remember( { seeded: true } );
	}
	await writeDemoFile( stack );
	return stack;
}

async function run( options: DemoOptions ): Promise<number> {
	say( 'Starting SlotBridge' );
	await claimFolder( options.dataDir, say );
	// Whatever is started from here on carries the folder's mark, so that the end can find all of it.
	process.env[ ownerVariable ] = options.dataDir;
	const signal = waitForSignal();
	let stack: Stack | undefined;
	let endSupervision: ( () => void ) | undefined;
	const up = bringUp( options, ( made ) => {
		stack = made;
	} ).then( ( running ) => {
		endSupervision = supervise( running, say, () => writeDemoFile( running ) );
		say( announce( running ) );
	} );
	try {
		// A failed start ends the race with its error; a finished one leaves only the signal to wait for.
		const name = await Promise.race( [ signal, up.then( () => signal ) ] );
		say( `\nStopping (${ name }) …` );
		return 0;
	} finally {
		endSupervision?.();
		up.catch( () => undefined ); // Stopping makes a start that is still going on fail.
		await stack?.stop();
		await removeDemoFile( options.dataDir );
		await releaseFolder( options.dataDir );
		say( 'Stopped: no process is left behind.' );
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
// A start that was broken off may still wait for something; nothing of it matters any more.
process.exit();
