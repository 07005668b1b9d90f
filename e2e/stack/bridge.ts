/** The bridge as a part of a stack, on its own embedded PostgreSQL. */
import { join } from 'node:path';
import { bridgeDir } from '../base/paths.ts';
import { Part } from '../base/part.ts';
import { pollUntil } from '../base/poll-until.ts';
import { host } from '../base/ports.ts';

export interface BridgePart {
	part: Part;
	/** The embedded PostgreSQL that the bridge last spoke of. */
	postgresPid: () => number | null;
	/** The one-time code that the bridge printed at its last start; null when it printed none. */
	pairingCode: () => string | null;
}

/** Settings of a bridge that the person may have set for another one. */
const foreignSettings = [ 'DATABASE_URL', 'BRIDGE_PUBLIC_URL', 'BRIDGE_PAIRING_CODE', 'BRIDGE_ENCRYPTION_KEY', 'HIGHLEVEL_CLIENT_ID', 'HIGHLEVEL_CLIENT_SECRET', 'HIGHLEVEL_WEBHOOK_PUBLIC_KEY' ];

function readPostgresPid( line: string ): number | null | undefined {
	if ( ! line.includes( '"postgresPid"' ) ) {
		return undefined;
	}
	try {
		return ( JSON.parse( line ) as { postgresPid?: number | null } ).postgresPid;
	} catch {
		return undefined;
	}
}

/** @param options.env More settings, e.g. LOG_LEVEL. */
export function createBridgePart( options: { port: number; highLevelUrl: string; stackDir: string; logFile: string; env?: Record<string, string> } ): BridgePart {
	const { port, highLevelUrl, stackDir, logFile, env } = options;
	let postgres: number | null = null;
	let code: string | null = null;
	const part = new Part( {
		label: 'the bridge',
		command: process.execPath,
		args: [ join( bridgeDir, 'src/main.ts' ) ],
		cwd: bridgeDir,
		env: {
			...Object.fromEntries( foreignSettings.map( ( name ) => [ name, '' ] ) ),
			HOST: host,
			PORT: String( port ),
			DATA_DIR: join( stackDir, 'bridge' ),
			HIGHLEVEL_BASE_URL: highLevelUrl,
			LOG_LEVEL: 'info',
			...env,
		},
		stackDir,
		logFile,
		onLine: ( line ) => {
			postgres = readPostgresPid( line ) ?? postgres;
			code = /^Pairing code: (\S+)$/.exec( line )?.[ 1 ] ?? code;
		},
		ready: async ( _part, signal ) => {
			await pollUntil( async () => ( await fetch( `http://${ host }:${ port }/readyz`, { signal: AbortSignal.timeout( 5000 ) } ) ).ok, { what: 'the bridge’s readiness', timeoutMs: 120_000, signal } );
		},
		// It hands running work back and closes its database in that time.
		graceMs: 15_000,
		// After a crash of the bridge its database lives on, and the next bridge takes it over.
		ownsGroup: false,
	} );
	return { part, postgresPid: () => postgres, pairingCode: () => code };
}
