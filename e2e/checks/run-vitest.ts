/** Runs one package's unit tests with Vitest and reads what came of each. */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { artifactsDir, rootDir } from '../base/paths.ts';
import type { Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { notRun, type Failure, type Outcome } from './outcome.ts';

interface VitestReport {
	testResults: Array<{
		name: string;
		status: string;
		message?: string;
		assertionResults: Array<{ fullName: string; status: string; failureMessages?: string[] | null }>;
	}>;
}

/** A test that was left out proves nothing, so it counts as failed; so does a file that could not be loaded. */
function readReport( suite: string, report: VitestReport, logFile: string ): Outcome {
	let passed = 0;
	const failures: Failure[] = [];
	for ( const file of report.testResults ) {
		const place = relative( rootDir, file.name );
		if ( file.assertionResults.length === 0 ) {
			failures.push( { name: place, reason: file.message || 'holds no test that could be run' } );
		}
		for ( const { fullName, status, failureMessages } of file.assertionResults ) {
			if ( status === 'passed' ) {
				passed += 1;
			} else {
				failures.push( { name: `${ place }: ${ fullName }`, reason: failureMessages?.join( '\n' ) || `was not run (${ status })` } );
			}
		}
	}
	return { suite, passed, failures, logFile };
}

/** @param dir The package's folder, which has its own vitest.config.ts. */
export async function runVitest( suite: string, dir: string, say: Say ): Promise<Outcome> {
	const name = relative( rootDir, dir ).replaceAll( '/', '-' );
	const logFile = join( artifactsDir, `unit-${ name }.log` );
	const reportFile = join( artifactsDir, `unit-${ name }.json` );
	const args = [ join( rootDir, 'node_modules/vitest/vitest.mjs' ), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${ reportFile }` ];
	const result = await runCommand( process.execPath, args, {
		cwd: dir,
		env: { NO_COLOR: '1', CI: '1' },
		logFile,
		timeoutMs: 30 * 60_000,
		onLine: ( line ) => {
			if ( /^\s*[✓❯×]/u.test( line ) ) {
				say( `  ${ line.trim() }` );
			}
		},
	} );
	const text = await readFile( reportFile, 'utf8' ).catch( () => undefined );
	if ( text === undefined ) {
		return notRun( suite, tail( result.output, 15 ), logFile );
	}
	const outcome = readReport( suite, JSON.parse( text ) as VitestReport, logFile );
	if ( ! result.ok && outcome.failures.length === 0 ) {
		// All tests passed, yet Vitest is not content: an error outside of any test, which is one all the same.
		outcome.failures.push( { name: suite, reason: tail( result.output, 15 ) } );
	}
	return outcome;
}
