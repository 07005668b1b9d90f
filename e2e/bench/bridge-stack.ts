/** A bridge on its own PostgreSQL beside a sandbox, without WordPress: for what is measured between the two. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Part } from '../base/part.ts';
import { findFreePort, host } from '../base/ports.ts';
import { step, type Say } from '../base/progress.ts';
import { createBridgePart } from '../stack/bridge.ts';
import { createSandboxPart } from '../stack/highlevel.ts';
import { createSandboxClient, type SandboxClient } from '../stack/sandbox-client.ts';
import { pairByCode, type SignedSite } from './signed-site.ts';
import { readLog, type LoggedCall } from './sandbox-log.ts';

export interface BridgeStack {
	bridge: Part;
	bridgeUrl: string;
	sandbox: SandboxClient;
	/** A site that is paired, and connected to a location of its own; the bridge is started anew for its code where needed. */
	addSite: () => Promise<ConnectedSite>;
}

export interface ConnectedSite {
	site: SignedSite;
	locationId: string;
	/** What the sandbox saw of this location, oldest first; of the last 10,000 requests. */
	calls: ( filter?: { method?: string; path?: string; after?: number } ) => Promise<LoggedCall[]>;
}

/** Starts both, runs `work`, and ends both whatever happens. */
export async function withBridgeStack<T>( options: { dir: string; say: Say; sandboxArgs?: string[] }, work: ( stack: BridgeStack ) => Promise<T> ): Promise<T> {
	const { dir, say, sandboxArgs } = options;
	const [ sandboxPort, bridgePort ] = [ await findFreePort(), await findFreePort() ];
	const highLevelUrl = `http://${ host }:${ sandboxPort }`;
	const bridgeUrl = `http://${ host }:${ bridgePort }`;
	const sandboxPart = createSandboxPart( { port: sandboxPort, stackDir: dir, logFile: join( dir, 'sandbox.log' ), args: sandboxArgs } );
	const bridge = createBridgePart( { port: bridgePort, highLevelUrl, stackDir: dir, logFile: join( dir, 'bridge.log' ) } );
	const sandbox = createSandboxClient( highLevelUrl );
	let sites = 0;
	const addSite = async (): Promise<ConnectedSite> => {
		sites += 1;
		if ( sites > 1 ) {
			// A code pairs one site, and each start prints a new one.
			await bridge.part.stop();
			await bridge.part.start();
		}
		const site = await pairByCode( bridgeUrl, bridge.pairingCode(), `https://bench-${ sites }.example` );
		const location = { token: `pit-${ randomUUID() }`, locationId: `bench${ randomBytes( 8 ).toString( 'hex' ) }` };
		await sandbox.addToken( location );
		await site.call( 'POST', '/v1/connections', location );
		return { site, locationId: location.locationId, calls: ( filter ) => readLog( highLevelUrl, location.locationId, filter ) };
	};
	try {
		await step( say, 'Starting a sandbox, and a bridge with its PostgreSQL', async () => {
			await sandboxPart.start();
			await bridge.part.start();
		} );
		return await work( { bridge: bridge.part, bridgeUrl, sandbox, addSite } );
	} finally {
		await bridge.part.stop();
		await sandboxPart.stop();
	}
}
