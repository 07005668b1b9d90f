/** Ends processes for good: politely, then by force, and only by the ids it is given. */
import { isAlive, findMarkedProcesses, groupMembers, identityOf } from './process-identity.ts';
import { sleep } from './poll-until.ts';

function signalAll( pids: number[], signal: NodeJS.Signals ): void {
	for ( const pid of pids ) {
		try {
			process.kill( pid, signal );
		} catch {
			// Gone meanwhile: that is what we wanted.
		}
	}
}

async function waitForEnd( list: () => number[], ms: number ): Promise<boolean> {
	for ( const end = Date.now() + ms; Date.now() < end; await sleep( 50 ) ) {
		if ( list().length === 0 ) {
			return true;
		}
	}
	return list().length === 0;
}

/** Ends what `list` names, asking again after each signal since processes may have started others. */
async function endAll( list: () => number[], graceMs: number ): Promise<void> {
	signalAll( list(), 'SIGTERM' );
	if ( ! ( await waitForEnd( list, graceMs ) ) ) {
		signalAll( list(), 'SIGKILL' );
		await waitForEnd( list, 5000 );
	}
}

/** Ends every live member of a process group that we made. */
export async function endGroup( group: number, graceMs: number ): Promise<void> {
	await endAll( () => groupMembers( group ), graceMs );
}

/** A process that an earlier run wrote down. */
export interface RememberedProcess {
	pid: number;
	identity: string;
}

/**
 * Ends what a crashed run left behind in this folder.
 * A process is ours when it carries our mark, or when its id still has the identity that was written down.
 *
 * @return How many were found.
 */
export async function endLeftovers( stackDir: string, remembered: RememberedProcess[] ): Promise<number> {
	const list = (): number[] => {
		const known = remembered.filter( ( { pid, identity } ) => identity !== '' && identityOf( pid ) === identity ).map( ( { pid } ) => pid );
		return [ ...new Set( [ ...findMarkedProcesses( stackDir ), ...known ] ) ].filter( ( pid ) => pid !== process.pid && isAlive( pid ) );
	};
	const found = list().length;
	await endAll( list, 8000 );
	return found;
}
