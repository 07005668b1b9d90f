/** A whole stack with WordPress on native PHP and MariaDB, for what is measured inside it. */
import { join } from 'node:path';
import { pluginDir } from '../base/paths.ts';
import { step, type Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { installComposerTools } from '../checks/composer.ts';
import { ensurePhpTools } from '../checks/install-tools.ts';
import { createStack, type Stack } from '../stack/stack.ts';
import type { BenchContext, Measured, Row } from './row.ts';

/** Starts one, measures, and ends it whatever happens; the versions of what took part come along. */
export async function withWordPressStack( { dir, say }: BenchContext, measure: ( stack: Stack ) => Promise<Row[]> ): Promise<Measured> {
	await ensurePhpTools( say );
	await installComposerTools( say ); // The scripts begin as the PHP tests do, with Composer's autoloader.
	const stack = await createStack( { dir, say, runtime: 'native', title: 'SlotBridge bench' } );
	try {
		await stack.start();
		return { rows: await measure( stack ), versions: versionsOf( stack ) };
	} finally {
		await stack.stop();
	}
}

/** Runs a script of plugin/tests/bench on the stack's site; gives what its last line of JSON says. */
export async function runBenchScript<T>( stack: Stack, say: Say, what: string, script: string, args: string[], timeoutMs: number ): Promise<T> {
	const php = stack.runtime.kind === 'native' ? stack.runtime.php.command : 'php';
	const result = await step( say, what, () =>
		runCommand( php, [ '-d', 'memory_limit=256M', join( pluginDir, 'tests/bench', script ), ...args ], { env: { WP_SITE: stack.siteDir }, timeoutMs } ) );
	if ( ! result.ok ) {
		throw new Error( `plugin/tests/bench/${ script } failed:\n${ tail( result.output, 15 ) }` );
	}
	return JSON.parse( tail( result.stdout, 1 ) ) as T;
}

function versionsOf( { runtime, wordPressVersion }: Stack ): Record<string, string> {
	return { WordPress: wordPressVersion, ...( runtime.kind === 'native' && { PHP: runtime.php.version, ...( runtime.mariaDb && { MariaDB: runtime.mariaDb.version } ) } ) };
}
