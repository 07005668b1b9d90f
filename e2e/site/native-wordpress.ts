/** WordPress on the machine's own PHP: installs it and serves it with PHP's built-in server. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Part } from '../base/part.ts';
import { host } from '../base/ports.ts';
import { runCommand, tail } from '../base/run-command.ts';
import type { LocalPlugin } from './make-site.ts';
import type { Php } from './php.ts';
import { waitForWordPress } from './wait-for-wordpress.ts';

const ownFile = ( name: string ): string => fileURLToPath( new URL( name, import.meta.url ) );

/** Enough for a page that calls the site itself, a cron run and a browser's parallel requests. */
const workers = 6;

export interface Owner {
	user: string;
	password: string;
}

/** Creates the tables and the owner's account at the first call, and switches the plugins on. */
export async function installNative( php: Php, site: string, title: string, owner: Owner, plugins: LocalPlugin[] ): Promise<void> {
	const args = [ ownFile( './install.php' ), site, title, owner.user, owner.password, ...plugins.map( ( { file } ) => file ) ];
	const result = await runCommand( php.command, [ '-d', 'display_errors=stderr', ...args ], { cwd: site, timeoutMs: 120_000 } );
	if ( ! result.ok ) {
		throw new Error( `installing WordPress failed: ${ tail( result.output, 5 ) }` );
	}
}

/** The server; not started yet. */
export function createNativePart( options: { php: Php; site: string; port: number; stackDir: string; logFile: string } ): Part {
	const { php, site, port, stackDir, logFile } = options;
	return new Part( {
		label: 'WordPress',
		command: php.command,
		args: [ '-d', 'memory_limit=512M', '-d', 'upload_max_filesize=32M', '-S', `${ host }:${ port }`, '-t', site, ownFile( './router.php' ) ],
		cwd: join( site ),
		env: { PHP_CLI_SERVER_WORKERS: String( workers ) },
		stackDir,
		logFile,
		ready: ( _part, signal ) => waitForWordPress( `http://${ host }:${ port }`, 60_000, signal ),
		// Its workers are children of its own that outlive it when it alone is told to stop.
		stopScope: 'group',
		graceMs: 5000,
	} );
}
