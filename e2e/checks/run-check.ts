/** Runs one command as a check: its exit code is the verdict, its last lines are the reason. */
import { join } from 'node:path';
import { artifactsDir } from '../base/paths.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { checked, type Outcome } from './outcome.ts';

/** How much of a failing tool's output is shown; the log has the rest. */
const shownLines = 40;

/** @param logName The log's file name in e2e/.artifacts. */
export async function runCheck( suite: string, file: string, args: string[], options: { cwd: string; logName: string; env?: Record<string, string> } ): Promise<Outcome> {
	const logFile = join( artifactsDir, options.logName );
	const result = await runCommand( file, args, { cwd: options.cwd, env: { NO_COLOR: '1', ...options.env }, logFile, timeoutMs: 20 * 60_000 } );
	return checked( suite, result.ok ? [] : [ tail( result.output, shownLines ) || `exit code ${ result.code }` ], logFile );
}
