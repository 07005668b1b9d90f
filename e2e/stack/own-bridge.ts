/**
 * A bridge and a HighLevel sandbox for one test of another language: prints where they are, and ends when its standard input does.
 *
 * Usage: node own-bridge.ts FOLDER
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort, host } from '../base/ports.ts';
import { createBridgePart } from './bridge.ts';
import { createSandboxPart, sandboxCredentials } from './highlevel.ts';

const folder = process.argv[ 2 ];
if ( ! folder ) {
	throw new Error( 'Name the folder that holds their state.' );
}
await mkdir( folder, { recursive: true } );
const ports = { sandbox: await findFreePort(), bridge: await findFreePort() };
const highLevelUrl = `http://${ host }:${ ports.sandbox }`;
const sandbox = createSandboxPart( { port: ports.sandbox, stackDir: folder, logFile: join( folder, 'sandbox.log' ) } );
const bridge = createBridgePart( { port: ports.bridge, highLevelUrl, stackDir: folder, logFile: join( folder, 'bridge.log' ) } );
const ended = new Promise<void>( ( resolve ) => {
	process.stdin.on( 'end', resolve ).on( 'error', () => resolve() ).resume();
} );
try {
	await sandbox.start();
	await bridge.part.start();
	process.stdout.write( `${ JSON.stringify( { bridgeUrl: `http://${ host }:${ ports.bridge }`, code: bridge.pairingCode(), highLevelUrl, ...sandboxCredentials } ) }\n` );
	await ended;
} finally {
	await bridge.part.stop();
	await sandbox.stop();
}
