/** One long-running process of a stack: started in its own process group, watched, logged, and ended by its id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { endGroup } from './end-processes.ts';
import { groupMembers, isAlive, ownerVariable } from './process-identity.ts';
import { sleep } from './poll-until.ts';
import { UserError } from './user-error.ts';

export interface PartOptions {
	/** As people call it: "the bridge". */
	label: string;
	command: string;
	args: string[];
	cwd: string;
	env?: Record<string, string>;
	/** The folder of the stack that owns this part. */
	stackDir: string;
	logFile: string;
	/** Resolves when the part does its work; the signal aborts when the process dies first. */
	ready: ( part: Part, signal: AbortSignal ) => Promise<void>;
	/** Sees each line of output. */
	onLine?: ( line: string ) => void;
	/** Asked to stop with this signal. */
	stopSignal?: NodeJS.Signals;
	/** 'group' for programs that leave their children alone when asked to stop (php -S). */
	stopScope?: 'leader' | 'group';
	/** Milliseconds between asking and forcing. */
	graceMs?: number;
	/** What lives on in the group when the leader is killed is ended before a restart, unless this is false. */
	ownsGroup?: boolean;
	/** Runs as this account, where we are root and the program refuses to be. */
	account?: { uid: number; gid: number };
}

export type Death = { code: number | null; signal: NodeJS.Signals | null };

export class Part {
	readonly options: PartOptions;
	/** Called when the process ends without having been asked to. */
	onDeath: ( ( death: Death ) => void ) | undefined;
	#child: ChildProcess | undefined;
	#ended: Promise<Death> | undefined;
	#stopping = false;
	#starting = false;
	/** What it said last, for the report when it does not come up. */
	#lastLines: string[] = [];

	constructor( options: PartOptions ) {
		this.options = options;
	}

	/** The process id, or null while it does not run. */
	get pid(): number | null {
		const pid = this.#child?.pid;
		return pid !== undefined && isAlive( pid ) ? pid : null;
	}

	/** True from the call of `start()` until it is ready or has failed. */
	get isStarting(): boolean {
		return this.#starting;
	}

	/** Starts the process and waits until it is ready. */
	async start(): Promise<void> {
		if ( this.pid !== null ) {
			return;
		}
		this.#starting = true;
		try {
			await this.#endRemains();
			this.#stopping = false;
			const died = new AbortController();
			this.#spawn( died );
			await this.options.ready( this, died.signal );
		} catch ( error ) {
			await this.stop();
			throw error;
		} finally {
			this.#starting = false;
		}
	}

	/** Asks the process to stop, forces it when it does not, and leaves nothing of its group behind. */
	async stop(): Promise<void> {
		const pid = this.#child?.pid;
		if ( pid === undefined ) {
			return;
		}
		this.#stopping = true;
		const { stopSignal = 'SIGTERM', stopScope = 'leader', graceMs = 10_000 } = this.options;
		signal( stopScope === 'group' ? -pid : pid, stopSignal );
		await Promise.race( [ this.#ended, sleep( graceMs ) ] );
		await endGroup( pid, 5000 );
		await this.#ended;
		this.#child = undefined;
	}

	/** kill -9 of the process alone, as a crash would; `onDeath` hears of it. */
	async kill(): Promise<void> {
		const pid = this.pid;
		if ( pid !== null ) {
			signal( pid, 'SIGKILL' );
			await this.#ended;
		}
	}

	/** kill -9 of the process and all its children at once, as a power cut would. */
	async killGroup(): Promise<void> {
		const pid = this.pid;
		if ( pid !== null ) {
			signal( -pid, 'SIGKILL' );
			await this.#ended;
		}
	}

	#spawn( died: AbortController ): void {
		const { command, args, cwd, env, stackDir, logFile, onLine, label, account } = this.options;
		mkdirSync( dirname( logFile ), { recursive: true } );
		const log = createWriteStream( logFile, { flags: 'a' } );
		log.write( `--- ${ new Date().toISOString() } ${ command } ${ args.join( ' ' ) }\n` );
		const child = spawn( command, args, { ...account, cwd, env: { ...process.env, ...env, [ ownerVariable ]: stackDir }, detached: true, stdio: [ 'ignore', 'pipe', 'pipe' ] } );
		this.#child = child;
		this.#lastLines = [];
		pipeLines( child, log, ( line ) => {
			this.#lastLines = [ ...this.#lastLines.slice( -4 ), line ];
			onLine?.( line );
		} );
		this.#ended = new Promise( ( answer ) => {
			const end = ( death: Death, reason: string ): void => {
				log.write( `--- ended: ${ reason }\n` );
				died.abort( new UserError( `${ label } ended while starting (${ reason })${ quoteLast( this.#lastLines ) }; its log is ${ logFile }` ) );
				answer( death );
				if ( ! this.#stopping ) {
					this.onDeath?.( death );
				}
			};
			child.once( 'error', ( error ) => end( { code: null, signal: null }, error.message ) );
			// Its last words may still be on their way to us.
			child.once( 'exit', ( code, by ) => setTimeout( () => end( { code, signal: by }, by ?? `exit code ${ code }` ), 50 ) );
		} );
	}

	/** What a killed leader left in its group may still hold the port. */
	async #endRemains(): Promise<void> {
		const pid = this.#child?.pid;
		if ( pid !== undefined && this.options.ownsGroup !== false && groupMembers( pid ).length > 0 ) {
			await endGroup( pid, 2000 );
		}
	}
}

/** Signals a process, or with a negative id its group; one that is gone needs no signal. */
function signal( pid: number, name: NodeJS.Signals ): void {
	try {
		process.kill( pid, name );
	} catch {
		// Gone already.
	}
}

/** The last line that says something, as plain text; log lines in JSON give their message. */
function quoteLast( lines: string[] ): string {
	const line = lines.findLast( ( text ) => /[a-z]{3}/i.test( text ) );
	if ( line === undefined ) {
		return '';
	}
	try {
		const { msg, err } = JSON.parse( line ) as { msg?: string; err?: { message?: string } };
		return `: ${ [ msg, err?.message ].filter( Boolean ).join( ': ' ) }`;
	} catch {
		return `: ${ line.trim() }`;
	}
}

function pipeLines( child: ChildProcess, log: WriteStream, onLine: ( line: string ) => void ): void {
	for ( const stream of [ child.stdout, child.stderr ] ) {
		if ( stream ) {
			createInterface( { input: stream } ).on( 'line', ( line ) => {
				log.write( `${ line }\n` );
				onLine( line );
			} );
		}
	}
}
