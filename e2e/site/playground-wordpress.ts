/** WordPress on Playground's PHP in WebAssembly: slower than native PHP, but it needs nothing on the machine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../base/paths.ts';
import { Part } from '../base/part.ts';
import { host } from '../base/ports.ts';
import type { LocalPlugin } from './make-site.ts';
import { waitForWordPress } from './wait-for-wordpress.ts';

const cli = join( rootDir, 'node_modules/@wp-playground/cli/wp-playground.js' );

/** Named in the blueprint: with a blueprint that names none, Playground takes its newest PHP whatever the command line says. */
export const playgroundPhp = '8.3';

/** Two, so that a page can call its own site. */
const workers = 2;

function renderBlueprint( title: string, plugins: LocalPlugin[] ): string {
	const steps = [
		// No login step: it answers every client without a cookie with a redirect.
		{ step: 'setSiteOptions', options: { blogname: title, permalink_structure: '/%postname%/', show_avatars: 0 } },
		...plugins.map( ( { file } ) => ( { step: 'activatePlugin', pluginPath: `/wordpress/wp-content/plugins/${ file }` } ) ),
	];
	return JSON.stringify( { preferredVersions: { php: playgroundPhp, wp: 'latest' }, features: { networking: true }, steps }, null, '\t' );
}

/** The server; not started yet. Its database is a file in the site's folder, so it survives restarts. */
export function createPlaygroundPart( options: { site: string; title: string; port: number; plugins: LocalPlugin[]; stackDir: string; logFile: string } ): Part {
	const { site, title, port, plugins, stackDir, logFile } = options;
	const blueprint = join( stackDir, 'playground-blueprint.json' );
	writeFileSync( blueprint, renderBlueprint( title, plugins ) );
	const temporary = join( stackDir, 'tmp' );
	mkdirSync( temporary, { recursive: true } );
	const mounts = plugins.map( ( { dir, folder } ) => `--mount=${ dir }:/wordpress/wp-content/plugins/${ folder }` );
	return new Part( {
		label: 'WordPress (Playground)',
		command: process.execPath,
		args: [
			cli, 'server', `--port=${ port }`, `--site-url=http://${ host }:${ port }`, `--workers=${ workers }`, `--mount-before-install=${ site }:/wordpress`,
			'--wordpress-install-mode=install-from-existing-files-if-needed', ...mounts, `--blueprint=${ blueprint }`,
		],
		cwd: stackDir,
		// Its temporary folders stay when it is killed: let them lie where `--fresh` clears them away.
		env: { TMPDIR: temporary },
		stackDir,
		logFile,
		ready: ( _part, signal ) => waitForWordPress( `http://${ host }:${ port }`, 5 * 60_000, signal ),
		graceMs: 5000,
	} );
}
