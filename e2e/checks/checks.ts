/** Every check that needs no running part, in the order of their price. */
import { join } from 'node:path';
import { adminUiDir, pluginDir, rootDir } from '../base/paths.ts';
import { formatDuration, type Say } from '../base/progress.ts';
import { messageOf } from '../base/user-error.ts';
import { findPhp } from '../site/php.ts';
import { checkComposeFile } from './check-compose.ts';
import { checkFolders } from './check-folders.ts';
import { checkPhpHomes } from './check-php-homes.ts';
import { checkTranslations } from './check-translations.ts';
import { installComposerTools } from './composer.ts';
import { notRun, type Outcome } from './outcome.ts';
import { runCheck } from './run-check.ts';

type Check = ( say: Say ) => Promise<Outcome>;

const program = ( path: string ): string => join( rootDir, 'node_modules', path );

/** Node runs each tool itself: no shell, and no other Node than ours. */
const node = ( suite: string, path: string, args: string[], cwd: string, logName: string ): Promise<Outcome> =>
	runCheck( suite, process.execPath, [ program( path ), ...args ], { cwd, logName } );

/** A check that is a script of plugin/composer.json. */
async function composerScript( suite: string, script: string, say: Say ): Promise<Outcome> {
	const php = await findPhp();
	if ( typeof php === 'string' ) {
		return notRun( suite, `${ php }: install PHP 8.1 or newer, on Debian with "apt-get install php-cli php-mysql php-mbstring php-xml composer".` );
	}
	try {
		await installComposerTools( say );
	} catch ( error ) {
		return notRun( suite, messageOf( error ) );
	}
	return runCheck( suite, 'composer', [ 'run-script', '--no-interaction', '--timeout=1200', script ], { cwd: pluginDir, logName: `php-${ script }.log`, env: { COMPOSER_ALLOW_SUPERUSER: '1' } } );
}

export const checks: Array<[ string, Check ]> = [
	[ 'Top-level folders', checkFolders ],
	[ 'docker-compose.yml', checkComposeFile ],
	[ 'PHP homes', checkPhpHomes ],
	[ 'Translations', checkTranslations ],
	[ 'TypeScript: bridge and e2e', () => node( 'TypeScript: bridge and e2e', 'typescript/bin/tsc', [ '-p', 'tsconfig.json', '--noEmit', '--pretty', 'false' ], rootDir, 'types.log' ) ],
	[ 'TypeScript: admin-ui', () => node( 'TypeScript: admin-ui', 'typescript/bin/tsc', [ '-p', 'tsconfig.json', '--noEmit', '--pretty', 'false' ], adminUiDir, 'types-admin-ui.log' ) ],
	[ 'ESLint', () => node( 'ESLint', 'eslint/bin/eslint.js', [ '--config', 'e2e/checks/eslint.config.js', '--max-warnings', '0', '.' ], rootDir, 'eslint.log' ) ],
	[ 'PHPStan', ( say ) => composerScript( 'PHPStan', 'types', say ) ],
	[ 'PHP_CodeSniffer', ( say ) => composerScript( 'PHP_CodeSniffer', 'lint', say ) ],
];

/** Runs all checks one after the other and says what each came to. */
export async function runChecks( say: Say ): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for ( const [ name, check ] of checks ) {
		const start = performance.now();
		const outcome = await check( say ).catch( ( error: unknown ) => notRun( name, messageOf( error ) ) );
		outcomes.push( outcome );
		say( `  ${ outcome.failures.length === 0 ? 'ok    ' : 'FAILED' } ${ name } (${ formatDuration( performance.now() - start ) })` );
		outcome.failures.forEach( ( { reason } ) => say( reason.replace( /^/gm, '         ' ) ) );
	}
	return outcomes;
}
