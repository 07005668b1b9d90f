/** Installs the plugin's development tools with Composer: PHPStan, PHP_CodeSniffer, PHPUnit. The plugin itself needs none of them. */
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir, pluginDir } from '../base/paths.ts';
import { step, type Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';

const markFile = join( cacheDir, 'composer-installed' );

/** Installs what is not there yet, or was installed from another composer.json. @throws Error with Composer's words. */
export async function installComposerTools( say: Say ): Promise<void> {
	const wanted = createHash( 'sha256' ).update( await readFile( join( pluginDir, 'composer.json' ) ) ).digest( 'hex' );
	const there = await access( join( pluginDir, 'vendor/bin/phpunit' ) ).then( () => true, () => false );
	if ( there && ( await readFile( markFile, 'utf8' ).catch( () => '' ) ) === wanted ) {
		return;
	}
	await step( say, 'Installing PHPStan, PHPUnit and the sniffs with Composer', async () => {
		const result = await runCommand( 'composer', [ 'install', '--no-interaction', '--no-progress', '--prefer-dist' ], {
			cwd: pluginDir, env: { COMPOSER_ALLOW_SUPERUSER: '1' }, timeoutMs: 15 * 60_000,
		} );
		if ( ! result.ok ) {
			throw new Error( result.code === null ? 'Composer is not installed: get it from https://getcomposer.org or with "apt-get install composer".' : `composer install failed: ${ tail( result.output, 5 ) }` );
		}
	} );
	await mkdir( cacheDir, { recursive: true } );
	await writeFile( markFile, wanted );
}
