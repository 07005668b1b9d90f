/** What a browser has to load of our own script for the admin screens, as a web server sends it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pluginDir } from '../../base/paths.ts';
import { buildAdminUi } from '../../demo/build-admin-ui.ts';
import type { Bench, Row } from '../row.ts';

const FIRST_BAR = 120e3;
const HEAVIEST_BAR = 400e3;

/** Scripts that WordPress puts on a page; all others are chunks that these load when a screen is opened. */
const entries = new Set( [ 'admin.js', 'calendar-editor.js', 'block-visibility.js' ] );

const kB = ( bytes: number ): string => `${ ( bytes / 1e3 ).toFixed( 1 ) } kB`;

interface Script {
	name: string;
	bytes: number;
}

async function listScripts(): Promise<Script[]> {
	const dir = join( pluginDir, 'build' );
	const names = ( await readdir( dir, { recursive: true } ) ).filter( ( name ) => name.endsWith( '.js' ) ).sort();
	return Promise.all( names.map( async ( name ) => ( { name, bytes: gzipSync( await readFile( join( dir, name ) ), { level: 6 } ).length } ) ) );
}

function judge( scripts: Script[] ): Row[] {
	const size = ( name: string ): number => scripts.find( ( script ) => script.name === name )?.bytes ?? Number.NaN;
	const chunks = scripts.filter( ( { name } ) => ! entries.has( name ) );
	const screens = chunks.filter( ( { name } ) => name.startsWith( 'screen-' ) );
	// A screen may need chunks that it shares with others; all that are no screen's own are counted with each.
	const shared = chunks.filter( ( chunk ) => ! screens.includes( chunk ) ).reduce( ( sum, { bytes } ) => sum + bytes, 0 );
	const heaviest = Math.max( ...screens.map( ( { bytes } ) => bytes ) );
	const first = size( 'admin.js' ) + heaviest + shared;
	const pages = [ first, size( 'calendar-editor.js' ) ];
	return [
		{
			what: 'Admin page, first load: the entry and its heaviest screen, gzip',
			raw: null,
			ours: `${ kB( first ) } (admin.js ${ kB( size( 'admin.js' ) ) })`,
			bar: `≤ ${ FIRST_BAR / 1e3 } kB`,
			met: first <= FIRST_BAR,
		},
		{
			what: 'Admin screens, each a file of its own, gzip',
			raw: null,
			ours: scripts.filter( ( { name } ) => name !== 'admin.js' ).map( ( { name, bytes } ) => `${ name.replace( /\.js$/, '' ) } ${ kB( bytes ) }` ).join( ', ' ),
			bar: `split, heaviest ≤ ${ HEAVIEST_BAR / 1e3 } kB`,
			met: screens.length > 1 && Math.max( ...pages ) <= HEAVIEST_BAR,
		},
	];
}

export const adminUi: Bench = {
	word: 'admin-ui',
	title: 'Size of the admin screens',
	run: async ( { say } ) => {
		await buildAdminUi( say );
		return { rows: judge( await listScripts() ) };
	},
};
