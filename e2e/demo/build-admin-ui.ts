/** Builds the admin screens into plugin/build, but only when their sources have changed since the last build. */
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { adminUiDir, cacheDir, pluginDir, rootDir } from '../base/paths.ts';
import { step, type Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { UserError } from '../base/user-error.ts';

/** Says which sources plugin/build was made from; kept outside of it, since a build empties that folder. */
const markFile = join( cacheDir, 'admin-ui-built-from' );
const outputs = [ 'admin.js', 'calendar-editor.js', 'block-visibility.js' ].map( ( name ) => join( pluginDir, 'build', name ) );

async function listSources(): Promise<string[]> {
	const entries = await readdir( adminUiDir, { recursive: true, withFileTypes: true } );
	const files = entries.filter( ( entry ) => entry.isFile() ).map( ( entry ) => join( entry.parentPath, entry.name ) );
	return [ ...files.filter( ( file ) => ! relative( adminUiDir, file ).split( '/' ).includes( 'node_modules' ) ), join( rootDir, 'package-lock.json' ) ].sort();
}

async function hashSources(): Promise<string> {
	const hash = createHash( 'sha256' );
	for ( const file of await listSources() ) {
		hash.update( `${ relative( rootDir, file ) }\0` ).update( await readFile( file ) ).update( '\0' );
	}
	return hash.digest( 'hex' );
}

async function isBuilt( sources: string ): Promise<boolean> {
	const mark = await readFile( markFile, 'utf8' ).catch( () => '' );
	const present = await Promise.all( outputs.map( ( file ) => access( file ).then( () => true, () => false ) ) );
	return mark === sources && present.every( Boolean );
}

/** @throws UserError with the last lines of the build, when it fails. */
export async function buildAdminUi( say: Say ): Promise<void> {
	const sources = await hashSources();
	if ( await isBuilt( sources ) ) {
		say( '  The admin screens are built already.' );
		return;
	}
	await step( say, 'Building the admin screens (about a minute, only after changes)', async () => {
		const result = await runCommand( 'npm', [ 'run', 'build', '--workspace', '@slotbridge/admin-ui' ], { cwd: rootDir, timeoutMs: 15 * 60_000 } );
		if ( ! result.ok ) {
			throw new UserError( `the admin screens could not be built:\n${ tail( result.output, 15 ) }` );
		}
	} );
	await mkdir( cacheDir, { recursive: true } );
	await writeFile( markFile, sources );
}
