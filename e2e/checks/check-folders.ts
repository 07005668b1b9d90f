/** The repository's top level stays as short as it is: what is new belongs into one of the parts. */
import { runCommand } from '../base/run-command.ts';
import { rootDir } from '../base/paths.ts';
import { checked, type Outcome } from './outcome.ts';

const allowed = new Set( [ 'plugin', 'admin-ui', 'bridge', 'e2e', 'package.json', 'package-lock.json', 'tsconfig.json', 'docker-compose.yml', 'README.md', 'LICENSE' ] );

/** Looks at what git tracks, so that a person's own notes do no harm; dotfiles are free. */
export async function checkFolders(): Promise<Outcome> {
	const suite = 'Top-level folders';
	const list = await runCommand( 'git', [ 'ls-files', '-z' ], { cwd: rootDir } );
	if ( ! list.ok ) {
		return checked( suite, [] ); // A downloaded archive has no git and nothing that was added.
	}
	const names = new Set( list.stdout.split( '\0' ).filter( Boolean ).map( ( path ) => path.split( '/' )[ 0 ]! ) );
	const strange = [ ...names ].filter( ( name ) => ! name.startsWith( '.' ) && ! allowed.has( name ) );
	return checked( suite, strange.map( ( name ) => `"${ name }" does not belong at the top level: move it into plugin, admin-ui, bridge or e2e.` ) );
}
