/** Runs one command to its end; the only place that uses execa. */
import { execa } from 'execa';

export interface CommandResult {
	ok: boolean;
	/** null when the command could not be started or was killed. */
	code: number | null;
	/** stdout and stderr as they came, interleaved. */
	output: string;
	stdout: string;
}

export interface CommandOptions {
	cwd?: string;
	env?: Record<string, string | undefined>;
	input?: string;
	/** In milliseconds. */
	timeoutMs?: number;
	/** Called for each line of output while the command runs. */
	onLine?: ( line: string ) => void;
	/** Appends all output to this file. */
	logFile?: string;
	signal?: AbortSignal;
}

/** Runs `file` with `args` without a shell. Never throws for a command that fails: read `ok`. */
export async function runCommand( file: string, args: string[], options: CommandOptions = {} ): Promise<CommandResult> {
	const sink = options.logFile ? { file: options.logFile, append: true } : undefined;
	const stream = sink ? ( [ 'pipe', sink ] as const ) : ( 'pipe' as const );
	const child = execa( file, args, {
		all: true,
		reject: false,
		cwd: options.cwd,
		env: options.env,
		input: options.input ?? '',
		timeout: options.timeoutMs,
		cancelSignal: options.signal,
		forceKillAfterDelay: 5000,
		stdout: stream,
		stderr: stream,
		maxBuffer: 64 * 1024 * 1024,
	} );
	const lines = ( async (): Promise<void> => {
		if ( options.onLine ) {
			for await ( const line of child.iterable( { from: 'all' } ) ) {
				options.onLine( String( line ) );
			}
		}
	} )().catch( () => undefined ); // A failed command ends its line stream with an error; `result` already tells it.
	const result = await child;
	await lines;
	const output = String( result.all ?? '' ) || ( result.originalMessage ?? '' );
	return { ok: ! result.failed, code: result.exitCode ?? null, output, stdout: String( result.stdout ?? '' ) };
}

/** The last lines of an output, for a one-line or short report. */
export function tail( output: string, lines: number ): string {
	return output.trimEnd().split( '\n' ).slice( -lines ).join( '\n' );
}
