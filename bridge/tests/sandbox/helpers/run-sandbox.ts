/** Runs the real sandbox as a child process on a free port, and speaks to it as a client would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const token = 'pit-5a4db0c5-0000-4000-8000-000000000001';
export const locationId = 'sandboxLocation00001';
export const main = fileURLToPath( new URL( '../../../sandbox/main.ts', import.meta.url ) );

// Answers are whatever the sandbox sends: the tests look into them freely.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Reply {
	status: number;
	headers: Headers;
	body: Json;
}

export interface CallOptions {
	token?: string | null;
	version?: string | null;
}

export interface RunningSandbox {
	url: string;
	child: ChildProcess;
	/** A call to HighLevel's doors. */
	call( method: string, path: string, body?: unknown, options?: CallOptions ): Promise<Reply>;
	/** A call to the control API; the path begins after /__sandbox. */
	control( method: string, path: string, body?: unknown ): Promise<Reply>;
	/** Ends it by SIGTERM and gives its exit code. */
	stop(): Promise<number | null>;
}

/** @param args Options of the program; without `--limit` the limit is one that no test reaches. */
export async function runSandbox( args: string[] = [] ): Promise<RunningSandbox> {
	const child = spawn( process.execPath, [ main, '--port', '0', '--limit', '1000000/10000', ...args ], { stdio: [ 'ignore', 'pipe', 'inherit' ], env: withoutSandbox() } );
	const lines = createInterface( { input: child.stdout } );
	const [ line ] = await Promise.race( [ once( lines, 'line' ), once( child, 'exit' ).then( () => {
		throw new Error( 'The sandbox ended before it listened.' );
	} ) ] ) as [ string ];
	const { url } = JSON.parse( line ) as { url: string };
	return {
		url,
		child,
		call: ( method, path, body, options = {} ) => send( `${ url }${ path }`, method, body, {
			...( options.token === null ? {} : { Authorization: `Bearer ${ options.token ?? token }` } ),
			...( options.version === null ? {} : { Version: options.version ?? '2021-04-15' } ),
		} ),
		control: ( method, path, body ) => send( `${ url }/__sandbox${ path }`, method, body, {} ),
		stop: async () => {
			if ( child.exitCode === null && child.signalCode === null ) {
				child.kill( 'SIGTERM' );
				await once( child, 'exit' );
			}
			return child.exitCode;
		},
	};
}

/** The tests' own environment must not steer the sandbox. */
export function withoutSandbox(): NodeJS.ProcessEnv {
	return Object.fromEntries( Object.entries( process.env ).filter( ( [ name ] ) => ! name.startsWith( 'SANDBOX_' ) ) );
}

async function send( url: string, method: string, body: unknown, headers: Record<string, string> ): Promise<Reply> {
	const response = await fetch( url, {
		method,
		headers: { ...headers, ...( body === undefined ? {} : { 'Content-Type': 'application/json' } ) },
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify( body ),
	} );
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: readBody( text ) };
}

function readBody( text: string ): Json {
	try {
		return JSON.parse( text );
	} catch {
		return text;
	}
}
