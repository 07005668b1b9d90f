/** Makes the folder of a local WordPress site: a copy of WordPress, its configuration, and our plugins linked in. */
import { cp, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { accessAllyStandInDir, pluginDir } from '../base/paths.ts';
import { runCommand } from '../base/run-command.ts';
import { renderWpConfig, type WpConfigInput } from './wp-config.ts';
import { readWordPressVersion } from './wordpress-version.ts';

/** A plugin folder of this repository, as WordPress sees it. */
export interface LocalPlugin {
	dir: string;
	/** Its folder below wp-content/plugins. */
	folder: string;
	/** "folder/file.php", as WordPress names a plugin. */
	file: string;
}

/** The file of a plugin folder that carries the "Plugin Name:" header. */
async function findMainFile( dir: string ): Promise<string> {
	const names = ( await readdir( dir ) ).filter( ( name ) => name.endsWith( '.php' ) );
	for ( const name of names ) {
		if ( /^[\s*/]*Plugin Name:/m.test( ( await readFile( join( dir, name ), 'utf8' ) ).slice( 0, 8192 ) ) ) {
			return name;
		}
	}
	throw new Error( `${ dir } holds no plugin` );
}

/** SlotBridge and the stand-in for AccessAlly, the latter first since SlotBridge binds to it. */
export async function listLocalPlugins(): Promise<LocalPlugin[]> {
	const places: Array<[ string, string ]> = [ [ accessAllyStandInDir, basename( accessAllyStandInDir ) ], [ pluginDir, 'slotbridge' ] ];
	return Promise.all( places.map( async ( [ dir, folder ] ) => ( { dir, folder, file: `${ folder }/${ await findMainFile( dir ) }` } ) ) );
}

/** Copies WordPress where there is none yet; a copy that broke off is not mistaken for a site. */
async function copyCore( core: string, site: string ): Promise<void> {
	if ( ( await readWordPressVersion( site ) ) !== undefined ) {
		return;
	}
	const partial = `${ site }.partial`;
	await rm( partial, { recursive: true, force: true } );
	// The system's cp is ten times as fast for these 3,600 files.
	if ( ! ( await runCommand( 'cp', [ '-R', core, partial ] ) ).ok ) {
		await cp( core, partial, { recursive: true, force: true } );
	}
	await rm( site, { recursive: true, force: true } );
	await rename( partial, site );
}

async function linkPlugin( site: string, { dir, folder }: LocalPlugin ): Promise<void> {
	const place = join( site, 'wp-content/plugins', folder );
	const there = await lstat( place ).catch( () => undefined );
	if ( there ) {
		await rm( place, { recursive: ! there.isSymbolicLink(), force: true } );
	}
	await symlink( dir, place );
}

/**
 * @param input.link false for Playground, which mounts the plugins itself.
 */
export async function makeSite( input: WpConfigInput & { core: string; site: string; plugins: LocalPlugin[]; link: boolean } ): Promise<void> {
	await copyCore( input.core, input.site );
	await writeFile( join( input.site, 'wp-config.php' ), renderWpConfig( input ) );
	await mkdir( join( input.site, 'wp-content/uploads' ), { recursive: true } );
	if ( input.link ) {
		for ( const plugin of input.plugins ) {
			await linkPlugin( input.site, plugin );
		}
	}
}
