/** Finds a WordPress folder to copy sites from: WORDPRESS_DIR, else the cache, else wordpress.org, else Debian's archive. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from '../base/paths.ts';
import { step, type Say } from '../base/progress.ts';
import { messageOf, UserError } from '../base/user-error.ts';
import { downloadFromDebian } from './download-from-debian.ts';
import { downloadFromWordPressOrg } from './download-from-wordpress-org.ts';
import { defaultSeries, isOfSeries, knownSeries, readWordPressVersion } from './wordpress-version.ts';

export interface WordPressSource {
	/** Not to be written to: sites get a copy. */
	dir: string;
	version: string;
	from: 'WORDPRESS_DIR' | 'the cache' | 'wordpress.org' | 'Debian’s archive';
}

/** Fills an empty folder with WordPress; throws when it cannot. */
type Download = ( series: string, target: string, say: Say ) => Promise<void>;

const downloads: Array<[ WordPressSource[ 'from' ], Download ]> = [
	[ 'wordpress.org', downloadFromWordPressOrg ],
	[ 'Debian’s archive', downloadFromDebian ],
];

/** Suites that run at once ask at once: the second finds in the cache what the first has fetched. */
let oneAtATime: Promise<unknown> = Promise.resolve();

/**
 * @param series "7.1", or an exact version; WORDPRESS_VERSION by default.
 * @throws UserError naming what to do, when there is none to be had.
 */
export async function findWordPress( say: Say, series = process.env.WORDPRESS_VERSION || defaultSeries ): Promise<WordPressSource> {
	const given = process.env.WORDPRESS_DIR;
	if ( given ) {
		const version = await readWordPressVersion( given );
		if ( version === undefined ) {
			throw new UserError( `WORDPRESS_DIR is "${ given }", which holds no WordPress (no wp-includes/version.php): give it the folder of an unpacked WordPress.` );
		}
		return { dir: given, version, from: 'WORDPRESS_DIR' };
	}
	const found = oneAtATime.then( () => findOrDownload( series, say ) );
	oneAtATime = found.catch( () => undefined );
	return found;
}

async function findOrDownload( series: string, say: Say ): Promise<WordPressSource> {
	const cache = join( cacheDir, 'wordpress' );
	return ( await findInCache( cache, series ) ) ?? ( await download( cache, series, say ) );
}

async function findInCache( cache: string, series: string ): Promise<WordPressSource | undefined> {
	const names = await readdir( cache ).catch( () => [] );
	const fitting = names.filter( ( name ) => isOfSeries( name, series ) ).sort( ( a, b ) => b.localeCompare( a, 'en', { numeric: true } ) );
	for ( const name of fitting ) {
		const dir = join( cache, name );
		const version = await readWordPressVersion( dir );
		if ( version !== undefined ) {
			return { dir, version, from: 'the cache' };
		}
	}
	return undefined;
}

async function download( cache: string, series: string, say: Say ): Promise<WordPressSource> {
	await mkdir( cache, { recursive: true } );
	const reasons: string[] = [];
	for ( const [ from, fetchInto ] of downloads ) {
		const work = join( cache, `.partial-${ series }-${ process.pid }` );
		try {
			await step( say, `Fetching WordPress ${ series } from ${ from }`, () => fetchInto( series, work, say ) );
			return await keep( cache, work, from );
		} catch ( error ) {
			reasons.push( `${ from }: ${ messageOf( error ) }` );
			say( `  ${ from } did not give it: ${ messageOf( error ) }` );
		} finally {
			await rm( work, { recursive: true, force: true } );
		}
	}
	const release = knownSeries[ series ]?.release ?? series;
	throw new UserError( `no WordPress ${ series } could be had (${ reasons.join( '; ' ) }). Unpack https://wordpress.org/wordpress-${ release }.zip somewhere and set WORDPRESS_DIR to its folder.` );
}

/** Moves a complete download to its place in one step, so that a half-made folder is never taken for WordPress. */
async function keep( cache: string, work: string, from: WordPressSource[ 'from' ] ): Promise<WordPressSource> {
	const version = await readWordPressVersion( work );
	if ( version === undefined ) {
		throw new Error( 'what came is no WordPress' );
	}
	const dir = join( cache, version );
	await rename( work, dir ).catch( async ( error: NodeJS.ErrnoException ) => {
		// Another process was quicker: its copy is as good.
		if ( ( await readWordPressVersion( dir ) ) === undefined ) {
			throw error;
		}
	} );
	return { dir, version, from };
}
