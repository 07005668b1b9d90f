/** Finds out before anything is started whether the machine has what a start needs, so that a failure is one line. */
import { statfs } from 'node:fs/promises';
import { isPortFree } from '../base/ports.ts';
import { UserError } from '../base/user-error.ts';
import type { StackPorts } from '../stack/stack-memory.ts';

/** A site's folder, two empty databases and their logs. */
const neededBytes = 700e6;

/** @throws UserError when the disk is nearly full. */
export async function checkDisk( dir: string ): Promise<void> {
	const { bavail, bsize } = await statfs( dir );
	if ( bavail * bsize < neededBytes ) {
		throw new UserError( `only ${ Math.round( bavail * bsize / 1e6 ) } MB are free at ${ dir }: SlotBridge needs ${ neededBytes / 1e6 } MB. Free some space, or choose another disk with --data DIR.` );
	}
}

/** WordPress has the base port; bridge, sandbox and MariaDB the three after it. */
export function portsFrom( base: number ): StackPorts {
	return { wordpress: base, bridge: base + 1, sandbox: base + 2, mariadb: base + 3 };
}

/** @throws UserError naming the first port that is taken. */
export async function checkPorts( ports: StackPorts ): Promise<void> {
	for ( const [ name, port ] of Object.entries( ports ) ) {
		if ( ! ( await isPortFree( port ) ) ) {
			throw new UserError( `port ${ port } (for ${ name }) is taken by another program: stop that one, or choose other ports with "npm start -- --port N".` );
		}
	}
}
