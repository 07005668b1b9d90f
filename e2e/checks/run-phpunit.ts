/** Runs the plugin's PHP tests inside a real WordPress on MariaDB, beside a running bridge and sandbox. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactsDir, pluginDir } from '../base/paths.ts';
import type { Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { createStack } from '../stack/stack.ts';
import { notRun, type Failure, type Outcome } from './outcome.ts';

function decode( text: string ): string {
	return text.replace( /&#(\d+);|&(amp|lt|gt|quot|apos);/g, ( _all, code: string | undefined, name: string ) =>
		code ? String.fromCodePoint( Number( code ) ) : ( { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' } as Record<string, string> )[ name ]! );
}

/** Reads PHPUnit's JUnit report; a skipped test counts as failed. */
export function readJUnit( suite: string, xml: string, logFile: string ): Outcome {
	let passed = 0;
	const failures: Failure[] = [];
	for ( const [ , attributes = '', body = '' ] of xml.matchAll( /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g ) ) {
		const attribute = ( name: string ): string => decode( new RegExp( `\\b${ name }="([^"]*)"` ).exec( attributes )?.[ 1 ] ?? '' );
		const fault = /<(failure|error|skipped)\b[^>]*?(?:\/>|>([\s\S]*?)<\/\1>)/.exec( body );
		if ( fault ) {
			failures.push( { name: `${ attribute( 'class' ).split( '\\' ).pop() }::${ attribute( 'name' ) }`, reason: decode( fault[ 2 ] ?? '' ).trim() || fault[ 1 ]! } );
		} else {
			passed += 1;
		}
	}
	return { suite, passed, failures, logFile };
}

/**
 * Needs PHP, MariaDB and Composer's tools.
 *
 * @param series Which WordPress: "6.8"; the newest that we know by default.
 */
export async function runPhpUnit( suite: string, say: Say, series?: string ): Promise<Outcome> {
	const name = `phpunit${ series ? `-${ series }` : '' }`;
	const logFile = join( artifactsDir, `${ name }.log` );
	const reportFile = join( artifactsDir, `${ name }.xml` );
	const dir = join( artifactsDir, `stack-${ name }` );
	await rm( dir, { recursive: true, force: true } );
	const stack = await createStack( { dir, say, runtime: 'native', title: 'SlotBridge PHP tests', wordPressSeries: series } );
	await stack.start();
	try {
		const result = await runCommand( 'php', [ '-d', 'memory_limit=1G', 'vendor/bin/phpunit', '--log-junit', reportFile, '--display-all-issues' ], {
			cwd: pluginDir,
			env: {
				WP_SITE: stack.siteDir, SLOTBRIDGE_TEST_BRIDGE_URL: stack.bridgeUrl, SLOTBRIDGE_TEST_PAIRING_CODE: stack.pairingCode() ?? '',
				SLOTBRIDGE_TEST_HIGHLEVEL_URL: stack.highLevel.url,
				SLOTBRIDGE_TEST_HIGHLEVEL_TOKEN: stack.highLevel.token, SLOTBRIDGE_TEST_HIGHLEVEL_LOCATION: stack.highLevel.locationId,
			},
			logFile,
			timeoutMs: 20 * 60_000,
		} );
		const xml = await readFile( reportFile, 'utf8' ).catch( () => '' );
		if ( ! xml.includes( '<testcase' ) ) {
			return notRun( suite, tail( result.output, 15 ), logFile );
		}
		const outcome = readJUnit( suite, xml, logFile );
		if ( ! result.ok && outcome.failures.length === 0 ) {
			outcome.failures.push( { name: suite, reason: tail( result.output, 15 ) } );
		}
		return outcome;
	} finally {
		await stack.stop();
	}
}
