/** Starts the real worker in processes of its own, as replicas of the bridge run it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Replica {
	process: ChildProcess;
	pid: number;
	/** What it has written to its error output so far. */
	errors(): string;
	/** Ends it the orderly way; its exit code. */
	stop(): Promise<number | null>;
	kill(): Promise<void>;
}

/** Runs a script of this folder with JSON settings; resolves when it has printed `ready`. */
export async function startReplica( script: string, settings: object ): Promise<Replica> {
	const child = spawn( process.execPath, [ fileURLToPath( new URL( script, import.meta.url ) ), JSON.stringify( settings ) ], { stdio: [ 'ignore', 'pipe', 'pipe' ] } );
	let errors = '';
	child.stderr.on( 'data', ( chunk: Buffer ) => {
		errors += chunk.toString();
	} );
	const exited = once( child, 'exit' ) as Promise<[ number | null ]>;
	const ready = new Promise<void>( ( resolve ) => {
		createInterface( { input: child.stdout } ).on( 'line', ( line ) => line === 'ready' && resolve() );
	} );
	await Promise.race( [ ready, exited.then( ( [ code ] ) => Promise.reject( new Error( `${ script } ended with ${ code }: ${ errors }` ) ) ) ] );
	return {
		process: child,
		pid: child.pid as number,
		errors: () => errors,
		stop: async () => {
			child.kill( 'SIGTERM' );
			return ( await exited )[ 0 ];
		},
		kill: async () => {
			child.kill( 'SIGKILL' );
			await exited;
		},
	};
}
