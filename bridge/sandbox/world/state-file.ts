/** Keeps the state in one JSON file: written a moment after a change, always whole, never half. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { State } from './types.ts';
import type { World } from './world.ts';

const delayMs = 100;

/** The state of a former run, or nothing when there is no file yet. A broken file is an error: it is never overwritten silently. */
export function readState( file: string ): State | undefined {
	if ( ! existsSync( file ) ) {
		return undefined;
	}
	try {
		return JSON.parse( readFileSync( file, 'utf8' ) ) as State;
	} catch ( cause ) {
		throw new Error( `The state file ${ file } holds no valid JSON. Delete it to begin anew.`, { cause } );
	}
}

/**
 * Writes the world's state after each change.
 *
 * @return A function that writes at once what is still waiting, for the end of the program.
 */
export function keepState( world: World, file: string ): () => void {
	mkdirSync( dirname( file ), { recursive: true } );
	let timer: NodeJS.Timeout | undefined;
	const write = (): void => {
		clearTimeout( timer );
		timer = undefined;
		const draft = `${ file }.${ process.pid }.tmp`;
		// A rename replaces the file in one step, so that a reader or a crash never meets half of it. 0600: tokens are in it.
		writeFileSync( draft, JSON.stringify( world.state, null, '\t' ), { mode: 0o600 } );
		renameSync( draft, file );
	};
	world.onChange( () => {
		timer ??= setTimeout( () => {
			try {
				write();
			} catch ( error ) {
				// A full disk must not end the program: the state is in memory, and the next change tries again.
				process.stderr.write( `The state was not written: ${ ( error as Error ).message }\n` );
			}
		}, delayMs );
	} );
	return write;
}
