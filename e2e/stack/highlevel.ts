/** Which HighLevel a stack talks to: the sandbox that it starts itself, or another server. */
import { join } from 'node:path';
import { bridgeDir } from '../base/paths.ts';
import { Part } from '../base/part.ts';
import { pollUntil } from '../base/poll-until.ts';
import { host } from '../base/ports.ts';

export interface HighLevel {
	url: string;
	token: string;
	locationId: string;
}

/** The sandbox's own credentials: they open nothing but the sandbox. */
export const sandboxCredentials = { token: 'pit-5a4db0c5-0000-4000-8000-000000000001', locationId: 'sandboxLocation00001' };

/** Its marketplace app, for "Connect with HighLevel". */
export const sandboxApp = { clientId: '5a4db0c50000400080000001-sandbox', clientSecret: '5a4db0c5-0000-4000-8000-000000000002' };

/** The sandbox as a part; its state survives restarts in a file of the stack. */
export function createSandboxPart( options: { port: number; stackDir: string; logFile: string; args?: string[] } ): Part {
	const { port, stackDir, logFile, args = [] } = options;
	const { token, locationId } = sandboxCredentials;
	return new Part( {
		label: 'the HighLevel sandbox',
		command: process.execPath,
		args: [
			join( bridgeDir, 'sandbox/main.ts' ), '--port', String( port ), '--state', join( stackDir, 'sandbox.json' ),
			'--token', token, '--location', locationId, '--client-id', sandboxApp.clientId, '--client-secret', sandboxApp.clientSecret, ...args,
		],
		cwd: stackDir,
		stackDir,
		logFile,
		ready: async ( _part, signal ) => {
			await pollUntil( () => fetch( `http://${ host }:${ port }/__sandbox/state`, { signal: AbortSignal.timeout( 5000 ) } ), { what: 'the sandbox’s first answer', signal } );
		},
	} );
}
