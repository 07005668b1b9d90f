/** The local HighLevel as a program: `node bridge/sandbox/main.ts --port 4320`. */
import { listen } from './listen.ts';
import { readOptions, usage, type Options } from './options.ts';
import { createSandbox } from './sandbox.ts';
import { keepState, readState } from './world/state-file.ts';
import { World } from './world/world.ts';

async function run( options: Options ): Promise<void> {
	const world = new World( options.beginning, options.stateFile ? readState( options.stateFile ) : undefined );
	const writeNow = options.stateFile ? keepState( world, options.stateFile ) : () => {};
	const listening = await listen( createSandbox( world ), options.port );
	writeNow();
	const stop = async (): Promise<void> => {
		await listening.close();
		writeNow();
		process.exit( 0 );
	};
	process.once( 'SIGTERM', () => void stop() );
	process.once( 'SIGINT', () => void stop() );
	process.stdout.write( `${ JSON.stringify( { event: 'listening', url: listening.url } ) }\n` );
}

function explain( error: unknown, port: number | undefined ): string {
	const { code, message } = error as NodeJS.ErrnoException;
	return code === 'EADDRINUSE' ? `Port ${ port } is taken by another program. Choose another with --port, or --port 0 for a free one.` : message;
}

if ( process.argv.includes( '--help' ) ) {
	process.stdout.write( `${ usage }\n` );
} else {
	let port: number | undefined;
	try {
		const options = readOptions( process.argv.slice( 2 ), process.env );
		port = options.port;
		await run( options );
	} catch ( error ) {
		process.stderr.write( `${ explain( error, port ) }\n` );
		process.exit( 1 );
	}
}
