/** PHP's half of "one home per library": outgoing HTTP and AccessAlly's names each have one folder of the plugin. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pluginDir } from '../base/paths.ts';
import { checked, type Outcome } from './outcome.ts';

interface Home {
	what: string;
	pattern: RegExp;
	/** Below plugin/includes. */
	folder: string;
}

const homes: Home[] = [
	{ what: 'outgoing HTTP (wp_remote_*, curl_*)', pattern: /\b(?:wp_(?:safe_)?remote_(?:get|post|request|head)|curl_init|new\s+\\?WP_Http)\b/, folder: 'Bridge' },
	{ what: 'AccessAlly’s own names', pattern: /\b(?:accessally_[a-z_]+\s*\(|AccessAlly[A-Z]\w*::|_accessally_(?:dashboard|setting_all))/, folder: 'AccessAlly' },
	{ what: 'AccessAlly’s and ProgressAlly’s keys and tables', pattern: /\bProgressAlly\w*::|['"`]_?(?:accessally|progressally)_|\b(?:pa_user_progress|pa_post_objective|pa_event_log|aal_user_tags)\b/, folder: 'AccessAlly' },
	{ what: 'HighLevel’s field names', pattern: /\b(?:eventColor|beforeTime|calendarType|locationIdHighLevel|slotDurationUnit)\b/, folder: '-' },
];

/** Comments may name things: only code counts. */
function stripComments( php: string ): string {
	return php.replace( /\/\*[\s\S]*?\*\//g, ( text ) => text.replace( /[^\n]/g, '' ) ).replace( /(^|\s)(?:\/\/|#(?!\[)).*$/gm, '$1' );
}

export async function checkPhpHomes(): Promise<Outcome> {
	const includes = join( pluginDir, 'includes' );
	const entries = await readdir( includes, { recursive: true, withFileTypes: true } );
	const files = entries.filter( ( entry ) => entry.isFile() && entry.name.endsWith( '.php' ) ).map( ( entry ) => join( entry.parentPath, entry.name ) );
	const faults: string[] = [];
	for ( const file of files ) {
		const place = relative( includes, file );
		stripComments( await readFile( file, 'utf8' ) ).split( '\n' ).forEach( ( line, index ) => {
			for ( const { what, pattern, folder } of homes ) {
				if ( pattern.test( line ) && ! place.startsWith( `${ folder }/` ) ) {
					faults.push( `plugin/includes/${ place }:${ index + 1 } ${ what } ${ folder === '-' ? 'belong into the bridge' : `belongs into includes/${ folder }` }: ${ line.trim() }` );
				}
			}
		} );
	}
	return checked( 'PHP: one home per outside thing', faults );
}
