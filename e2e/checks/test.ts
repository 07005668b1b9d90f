/** `npm test`: everything that can be known about this code, from types to a browser on a real WordPress, ending in one line. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { adminUiDir, artifactsDir, bridgeDir, rootDir } from '../base/paths.ts';
import { endLeftovers } from '../base/end-processes.ts';
import { ownerVariable } from '../base/process-identity.ts';
import { formatDuration, type Say } from '../base/progress.ts';
import { messageOf, runMain, UserError } from '../base/user-error.ts';
import { buildAdminUi } from '../demo/build-admin-ui.ts';
import { runChecks } from './checks.ts';
import { installComposerTools } from './composer.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { ensurePhpTools } from './install-tools.ts';
import { notRun, type Outcome } from './outcome.ts';
import { printSummary } from './report.ts';
import { runDrill } from './run-drill.ts';
import { runPhpUnit } from './run-phpunit.ts';
import { runPlaywright } from './run-playwright.ts';
import { runVitest } from './run-vitest.ts';

const say: Say = ( line ) => void process.stdout.write( `${ line }\n` );

interface Suite {
	name: string;
	/** One of these words on the command line chooses this suite: `npm test -- php`. */
	word: string;
	/** Suites after one another that name the same thing run at once: each has its own stack, and waits more than it works. */
	together?: string;
	run: () => Promise<Outcome | Outcome[]>;
}

/** Remembers what could not be had, so that each suite which needs it says why it did not run. */
const missing: { php?: string; browser?: string; ui?: string } = {};
let browserPath = '';

async function attempt( title: keyof typeof missing, work: () => Promise<unknown> ): Promise<void> {
	try {
		await work();
	} catch ( error ) {
		missing[ title ] = messageOf( error );
		say( `  ${ messageOf( error ) }` );
	}
}

/** Runs `work` unless something that it needs is missing, which then is its failure. */
async function needing( suite: string, needs: Array<keyof typeof missing>, work: () => Promise<Outcome> ): Promise<Outcome> {
	const lack = needs.map( ( need ) => missing[ need ] ).find( Boolean );
	return lack ? notRun( suite, lack ) : work();
}

let tools: Promise<void> | undefined;

const runPhp = ( suite: string, series?: string ): Promise<Outcome> => needing( suite, [ 'php', 'ui' ], async () => {
	await ( tools ??= installComposerTools( say ) );
	return runPhpUnit( suite, say, series );
} );

const suites: Suite[] = [
	{ name: 'Checks', word: 'checks', run: () => runChecks( say ) },
	{ name: 'Unit tests: bridge', word: 'bridge', run: () => runVitest( 'Unit tests: bridge', bridgeDir, say ) },
	{ name: 'Unit tests: admin-ui', word: 'admin-ui', run: () => runVitest( 'Unit tests: admin-ui', adminUiDir, say ) },
	{ name: 'Unit tests: e2e', word: 'stack', run: () => runVitest( 'Unit tests: e2e', join( rootDir, 'e2e' ), say ) },
	{ name: 'PHP in WordPress', word: 'php', together: 'php', run: () => runPhp( 'PHP in WordPress' ) },
	{ name: 'PHP in WordPress 6.8', word: 'php-oldest', together: 'php', run: () => runPhp( 'PHP in WordPress 6.8', '6.8' ) },
	{ name: 'Drill, short form', word: 'drill', run: () => needing( 'Drill, short form', [ 'php' ], () => runDrill( 'Drill, short form', say ) ) },
	{ name: 'Browser on native PHP', word: 'browser', run: () => needing( 'Browser on native PHP', [ 'php', 'browser', 'ui' ], () => runPlaywright( 'Browser on native PHP', 'native', browserPath, say ) ) },
	{ name: 'Smoke test on Playground', word: 'playground', run: () => needing( 'Smoke test on Playground', [ 'browser', 'ui' ], () => runPlaywright( 'Smoke test on Playground', 'playground', browserPath, say ) ) },
];

function choose( words: string[] ): Suite[] {
	const unknown = words.find( ( word ) => ! suites.some( ( suite ) => suite.word === word ) );
	if ( unknown !== undefined ) {
		throw new UserError( `there is no suite "${ unknown }": choose from ${ suites.map( ( { word } ) => word ).join( ', ' ) }, or give none to run all.` );
	}
	return words.length === 0 ? suites : suites.filter( ( { word } ) => words.includes( word ) );
}

async function prepare( chosen: Suite[] ): Promise<void> {
	const wants = ( ...words: string[] ): boolean => chosen.some( ( { word } ) => words.includes( word ) );
	say( '\nPreparing' );
	if ( wants( 'checks', 'php', 'php-oldest', 'browser', 'stack', 'drill' ) ) {
		await attempt( 'php', () => ensurePhpTools( say ) );
	}
	if ( wants( 'php', 'php-oldest', 'browser', 'playground' ) ) {
		await attempt( 'ui', () => buildAdminUi( say ) );
	}
	if ( wants( 'browser', 'playground' ) ) {
		await attempt( 'browser', async () => {
			browserPath = await ensureBrowser( say );
		} );
	}
}

async function runSuite( { name, run }: Suite ): Promise<Outcome[]> {
	say( `\n${ name }` );
	const start = performance.now();
	const outcomes = [ await run().catch( ( error: unknown ) => notRun( name, messageOf( error ) ) ) ].flat();
	const failed = outcomes.reduce( ( sum, { failures } ) => sum + failures.length, 0 );
	const passed = outcomes.reduce( ( sum, outcome ) => sum + outcome.passed, 0 );
	say( `  ${ name }: ${ passed } passed, ${ failed } failed in ${ formatDuration( performance.now() - start ) }` );
	return outcomes;
}

/** The suites in their order, those that run at once in one list. */
function inGroups( chosen: Suite[] ): Suite[][] {
	const groups: Suite[][] = [];
	for ( const suite of chosen ) {
		const last = groups.at( -1 );
		if ( suite.together !== undefined && last?.[ 0 ]?.together === suite.together ) {
			last.push( suite );
		} else {
			groups.push( [ suite ] );
		}
	}
	return groups;
}

/** Ctrl-C ends the run and everything that it started. */
function endOnSignal(): void {
	for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
		process.once( signal, () => {
			say( `\nStopping (${ signal }) …` );
			void endLeftovers( artifactsDir, [] ).finally( () => process.exit( 130 ) );
		} );
	}
}

await runMain( async () => {
	const chosen = choose( process.argv.slice( 2 ) );
	await endLeftovers( artifactsDir, [] );
	await rm( artifactsDir, { recursive: true, force: true } );
	await mkdir( artifactsDir, { recursive: true } );
	process.env[ ownerVariable ] = artifactsDir;
	endOnSignal();
	await prepare( chosen );
	const outcomes: Outcome[] = [];
	for ( const group of inGroups( chosen ) ) {
		outcomes.push( ...( await Promise.all( group.map( runSuite ) ) ).flat() );
	}
	return printSummary( outcomes, say );
} );
process.exit();
