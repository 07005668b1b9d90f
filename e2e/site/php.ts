/** Finds a PHP on this machine that can run WordPress and the plugin. */
import { runCommand } from '../base/run-command.ts';

export interface Php {
	command: string;
	version: string;
	extensions: Set<string>;
}

/** The plugin's floor. */
const oldest = [ 8, 1 ];
/** What WordPress and the plugin cannot do without, apart from a database driver. */
const needed = [ 'json', 'openssl', 'sodium', 'mbstring', 'tokenizer' ];

function isNewEnough( version: string ): boolean {
	const [ major = 0, minor = 0 ] = version.split( '.' ).map( Number );
	return major > oldest[ 0 ]! || ( major === oldest[ 0 ]! && minor >= oldest[ 1 ]! );
}

/** @return The PHP, or the reason why there is none that fits. */
export async function findPhp(): Promise<Php | string> {
	const command = process.env.PHP_BINARY || 'php';
	const probe = await runCommand( command, [ '-r', 'echo json_encode( array( PHP_VERSION, get_loaded_extensions() ) );' ], { timeoutMs: 20_000 } );
	if ( ! probe.ok ) {
		return 'no PHP is installed';
	}
	const [ version, loaded ] = JSON.parse( probe.stdout.slice( probe.stdout.indexOf( '[' ) ) ) as [ string, string[] ];
	if ( ! isNewEnough( version ) ) {
		return `PHP ${ version } is older than ${ oldest.join( '.' ) }`;
	}
	const extensions = new Set( loaded.map( ( name ) => name.toLowerCase() ) );
	const missing = needed.filter( ( name ) => ! extensions.has( name ) );
	return missing.length > 0 ? `PHP ${ version } lacks ${ missing.join( ', ' ) }` : { command, version, extensions };
}
