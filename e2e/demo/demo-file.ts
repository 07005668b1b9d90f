/** .data/demo.json: what scripts need to know about the running demo; there only while it runs. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stack } from '../stack/stack.ts';
import { writeJson } from '../stack/stack-memory.ts';
import { rememberParts } from './claim-folder.ts';

const demoFile = ( dir: string ): string => join( dir, 'demo.json' );

/** Written after every start of a part, so that the ids are always those of the living. */
export async function writeDemoFile( stack: Stack ): Promise<void> {
	const { parts, owner, highLevel } = stack;
	const pids = {
		supervisor: process.pid,
		wordpress: parts.wordpress?.pid ?? null,
		mariadb: parts.mariadb?.pid ?? null,
		bridge: parts.bridge?.pid ?? null,
		postgres: stack.postgresPid(),
		sandbox: parts.sandbox?.pid ?? null,
	};
	await writeJson( demoFile( stack.dir ), {
		wordpressUrl: stack.wordpressUrl,
		adminUser: owner.user,
		adminPassword: owner.password,
		bridgeUrl: stack.bridgeUrl,
		highlevelUrl: highLevel.url,
		locationId: highLevel.locationId,
		pids,
	} );
	await rememberParts( stack.dir, Object.values( pids ).filter( ( pid ) => pid !== process.pid ) );
}

export async function removeDemoFile( dir: string ): Promise<void> {
	await rm( demoFile( dir ), { force: true } );
}
