/** The real program, started as an operator would, with everything it says. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath( new URL( '../../src/main.ts', import.meta.url ) );

export interface BridgeProcess {
	pid: number;
	/** The log line of an event or a message, as soon as it is there; fails when the process ends first. */
	line( match: ( entry: Record<string, unknown> ) => boolean ): Promise<Record<string, unknown>>;
	/** Where it listens; fails with its output when it ends first. */
	listening(): Promise<{ url: string; postgresPid: number | null; bridgeId: string }>;
	/** The printed pairing code. */
	code(): string;
	/** Everything that it wrote so far. */
	output(): { stdout: string; stderr: string };
	kill( signal: NodeJS.Signals ): void;
	/** The exit code; null when a signal ended it. */
	ended: Promise<number | null>;
}

/** @param env Only these, besides what Node needs to run. */
export function startBridge( env: Record<string, string> ): BridgeProcess {
	const child = spawn( process.execPath, [ main ], {
		env: { PATH: process.env[ 'PATH' ], HOME: process.env[ 'HOME' ], PORT: '0', LOG_LEVEL: 'trace', HIGHLEVEL_BASE_URL: 'http://127.0.0.1:9', ...env },
		stdio: [ 'ignore', 'pipe', 'pipe' ],
	} );
	const out = { stdout: '', stderr: '' };
	const waiting = new Set<() => void>();
	const wake = () => waiting.forEach( ( look ) => look() );
	child.stdout.setEncoding( 'utf8' ).on( 'data', ( text: string ) => {
		out.stdout += text;
		wake();
	} );
	child.stderr.setEncoding( 'utf8' ).on( 'data', ( text: string ) => {
		out.stderr += text;
	} );
	let over = false;
	const ended = new Promise<number | null>( ( resolve ) => child.once( 'close', ( code ) => {
		over = true;
		wake();
		resolve( code );
	} ) );
	const line: BridgeProcess[ 'line' ] = ( match ) => new Promise( ( resolve, reject ) => {
		const look = () => {
			const found = entries( out.stdout ).find( match );
			if ( found || over ) {
				waiting.delete( look );
				return found ? resolve( found ) : reject( new Error( `The bridge ended first.\n${ out.stdout }\n${ out.stderr }` ) );
			}
		};
		waiting.add( look );
		look();
	} );
	return {
		pid: child.pid!,
		line,
		listening: async () => await line( ( entry ) => entry[ 'event' ] === 'listening' ) as { url: string; postgresPid: number | null; bridgeId: string },
		code: () => /^Pairing code: (\S+)$/m.exec( out.stdout )?.[ 1 ] ?? '',
		output: () => ( { ...out } ),
		kill: ( signal ) => void child.kill( signal ),
		ended,
	};
}

function entries( stdout: string ): Record<string, unknown>[] {
	return stdout.split( '\n' ).slice( 0, -1 ).filter( ( text ) => text.startsWith( '{' ) ).map( ( text ) => JSON.parse( text ) as Record<string, unknown> );
}

export function isAlive( pid: number ): boolean {
	try {
		process.kill( pid, 0 );
		return true;
	} catch {
		return false;
	}
}
