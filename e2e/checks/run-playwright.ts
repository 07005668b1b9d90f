/** Runs the browser tests and reads what came of each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactsDir, rootDir } from '../base/paths.ts';
import type { Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { notRun, type Failure, type Outcome } from './outcome.ts';

interface Spec {
	title: string;
	file: string;
	tests: Array<{ status: 'expected' | 'unexpected' | 'flaky' | 'skipped'; results: Array<{ error?: { message?: string } }> }>;
}

interface ReportSuite {
	title: string;
	specs?: Spec[];
	suites?: ReportSuite[];
}

interface PlaywrightReport {
	suites: ReportSuite[];
	errors: Array<{ message?: string }>;
}

// eslint-disable-next-line no-control-regex -- Playwright colours its messages even in JSON.
const stripColours = ( text: string ): string => text.replace( /\u001b\[[0-9;]*m/g, '' );

function collect( { specs = [], suites = [] }: ReportSuite ): Spec[] {
	return [ ...specs, ...suites.flatMap( collect ) ];
}

/** A test that passed only when it was tried again, or that was left out, counts as failed. */
function readReport( suite: string, report: PlaywrightReport, logFile: string ): Outcome {
	let passed = 0;
	const failures: Failure[] = report.errors.map( ( { message } ) => ( { name: suite, reason: stripColours( message ?? 'an error outside of any test' ) } ) );
	for ( const { title, file, tests } of report.suites.flatMap( collect ) ) {
		for ( const { status, results } of tests ) {
			if ( status === 'expected' ) {
				passed += 1;
			} else {
				failures.push( { name: `${ file }: ${ title }`, reason: stripColours( results.find( ( { error } ) => error )?.error?.message ?? `was not run properly (${ status })` ) } );
			}
		}
	}
	return { suite, passed, failures, logFile };
}

/** @param project A project of playwright.config.ts. @param browser The browser's path. */
export async function runPlaywright( suite: string, project: string, browser: string, say: Say ): Promise<Outcome> {
	const logFile = join( artifactsDir, `browser-${ project }.log` );
	const reportFile = join( artifactsDir, `browser-${ project }.json` );
	// A folder each: Playwright empties it first, and the pictures of one run's failures must outlive the next run.
	const args = [ join( rootDir, 'node_modules/@playwright/test/cli.js' ), 'test', `--project=${ project }`, '--reporter=list,json', '--output', join( artifactsDir, `browser-${ project }` ) ];
	const result = await runCommand( process.execPath, args, {
		cwd: join( rootDir, 'e2e' ),
		env: { NO_COLOR: '1', CI: '1', SLOTBRIDGE_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
		logFile,
		timeoutMs: 60 * 60_000,
		onLine: ( line ) => {
			if ( /^\s*([✓✘-]|ok|x)\s+\d+/u.test( line ) || line.startsWith( 'stack:' ) ) {
				say( `  ${ line.trim() }` );
			}
		},
	} );
	const text = await readFile( reportFile, 'utf8' ).catch( () => undefined );
	if ( text === undefined ) {
		return notRun( suite, tail( result.output, 15 ), logFile );
	}
	const outcome = readReport( suite, JSON.parse( text ) as PlaywrightReport, logFile );
	if ( outcome.passed + outcome.failures.length === 0 ) {
		return notRun( suite, tail( result.output, 15 ), logFile );
	}
	return outcome;
}
