/** Runs the short form of the drill: the whole path under kills and faults, ending in zeros. */
import { join } from 'node:path';
import { artifactsDir, rootDir } from '../base/paths.ts';
import type { Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import type { Outcome } from './outcome.ts';

/** Far more than it takes: it has limits of its own. */
const timeoutMs = 25 * 60_000;

/** Needs PHP and MariaDB. */
export async function runDrill( suite: string, say: Say ): Promise<Outcome> {
	const logFile = join( artifactsDir, 'drill.log' );
	const result = await runCommand( process.execPath, [ join( rootDir, 'e2e/drill/main.ts' ), '--short' ], {
		cwd: rootDir,
		logFile,
		timeoutMs,
		onLine: ( line ) => {
			if ( ! line.trimStart().startsWith( 'still:' ) ) {
				say( `  ${ line.trim() }` );
			}
		},
	} );
	return result.ok
		? { suite, passed: 1, failures: [], logFile }
		: { suite, passed: 0, failures: [ { name: suite, reason: tail( result.output, 30 ) } ], logFile };
}
