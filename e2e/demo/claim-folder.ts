/** Makes sure that one folder has one supervisor, and clears away what a crashed one left running. */
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftovers, type RememberedProcess } from '../base/end-processes.ts';
import { identityOf } from '../base/process-identity.ts';
import type { Say } from '../base/progress.ts';
import { UserError } from '../base/user-error.ts';
import { writeJson } from '../stack/stack-memory.ts';

interface Claim {
	supervisor: RememberedProcess;
	parts: RememberedProcess[];
}

const claimFile = ( dir: string ): string => join( dir, 'supervisor.json' );
const remember = ( pid: number ): RememberedProcess => ( { pid, identity: identityOf( pid ) } );

async function readClaim( dir: string ): Promise<Claim | undefined> {
	try {
		return JSON.parse( await readFile( claimFile( dir ), 'utf8' ) ) as Claim;
	} catch {
		return undefined;
	}
}

function isRunning( { pid, identity }: RememberedProcess ): boolean {
	return identity !== '' && identityOf( pid ) === identity;
}

/** @throws UserError when another supervisor runs from this folder. */
export async function claimFolder( dir: string, say: Say ): Promise<void> {
	await mkdir( dir, { recursive: true } );
	const own: Claim = { supervisor: remember( process.pid ), parts: [] };
	for ( ;; ) {
		try {
			// "wx" fails when the file is there: two starts at the same moment cannot both win.
			await writeFile( claimFile( dir ), JSON.stringify( own ), { flag: 'wx', mode: 0o600 } );
			return;
		} catch ( error ) {
			if ( ( error as NodeJS.ErrnoException ).code !== 'EEXIST' ) {
				throw error;
			}
		}
		const other = await readClaim( dir );
		if ( other && isRunning( other.supervisor ) ) {
			throw new UserError( `SlotBridge already runs from ${ dir } (process ${ other.supervisor.pid }): stop it with Ctrl-C there, or start this one with --data DIR --port N.` );
		}
		await clearLeftovers( dir, other?.parts ?? [], say );
		await rm( claimFile( dir ), { force: true } );
	}
}

async function clearLeftovers( dir: string, parts: RememberedProcess[], say: Say ): Promise<void> {
	const count = await endLeftovers( dir, parts );
	if ( count > 0 ) {
		say( `  The last run did not end properly: ended ${ count } process${ count === 1 ? '' : 'es' } that it left behind.` );
	}
}

/** Writes down which processes are ours, for the case that this supervisor is killed. */
export async function rememberParts( dir: string, pids: Array<number | null> ): Promise<void> {
	const parts = pids.filter( ( pid ) => pid !== null ).map( remember );
	await writeJson( claimFile( dir ), { supervisor: remember( process.pid ), parts } satisfies Claim );
}

/** Ends whatever still carries the folder's mark, and gives the folder free. */
export async function releaseFolder( dir: string ): Promise<void> {
	await endLeftovers( dir, [] );
	await rm( claimFile( dir ), { force: true } );
}

/**
 * Deletes the state of earlier runs; the claim stays.
 *
 * @throws UserError when the folder holds something that no run of ours made.
 */
export async function emptyFolder( dir: string ): Promise<void> {
	const names = ( await readdir( dir ) ).filter( ( name ) => name !== 'supervisor.json' );
	const ours = await access( join( dir, 'stack.json' ) ).then( () => true, () => names.length === 0 || names.every( ( name ) => name === 'logs' ) );
	if ( ! ours ) {
		throw new UserError( `${ dir } does not look like SlotBridge's own folder, so --fresh leaves it alone: empty it yourself or choose another with --data.` );
	}
	await Promise.all( names.map( ( name ) => rm( join( dir, name ), { recursive: true, force: true } ) ) );
}
