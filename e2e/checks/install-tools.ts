/** Gets what the tests need onto the machine where that is possible (root on Debian), and says so; else tells what is missing. */
import { access } from 'node:fs/promises';
import { step, type Say } from '../base/progress.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { findMariaDb } from '../site/mariadb.ts';
import { findPhp } from '../site/php.ts';

/** What the PHP and browser tests run on; the extensions are what WordPress and the plugin use. */
const phpPackages = [ 'php-cli', 'php-mysql', 'php-sqlite3', 'php-curl', 'php-mbstring', 'php-xml', 'php-intl', 'php-gd', 'php-zip' ];
const serverPackages = [ 'mariadb-server', 'unzip', 'composer' ];
const extensions = [ 'mysqli', 'pdo_sqlite', 'curl', 'mbstring', 'dom', 'zip', 'posix' ];

/** True where we may and can install Debian packages. */
export async function canInstall(): Promise<boolean> {
	const debian = await access( '/etc/debian_version' ).then( () => true, () => false );
	return debian && process.getuid?.() === 0;
}

let listsAreFresh = false;

/** @throws Error with apt's last words. */
export async function installPackages( packages: string[], say: Say ): Promise<void> {
	const apt = async ( args: string[] ): Promise<void> => {
		const result = await runCommand( 'apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 20 * 60_000 } );
		if ( ! result.ok ) {
			throw new Error( `apt-get ${ args[ 0 ] } failed: ${ tail( result.output, 3 ) }` );
		}
	};
	await step( say, `Installing with apt-get: ${ packages.join( ' ' ) }`, async () => {
		if ( ! listsAreFresh ) {
			await apt( [ 'update', '-qq' ] );
			listsAreFresh = true;
		}
		await apt( [ 'install', '-y', '-qq', '--no-install-recommends', ...packages ] );
	} );
}

async function listMissing(): Promise<string[]> {
	const missing: string[] = [];
	const php = await findPhp();
	if ( typeof php === 'string' ) {
		missing.push( php );
	} else {
		missing.push( ...extensions.filter( ( name ) => ! php.extensions.has( name ) ).map( ( name ) => `PHP's ${ name }` ) );
	}
	if ( ! ( await findMariaDb() ) ) {
		missing.push( 'a MariaDB server' );
	}
	if ( ! ( await runCommand( 'composer', [ '--version' ], { env: { COMPOSER_ALLOW_SUPERUSER: '1' } } ) ).ok ) {
		missing.push( 'Composer' );
	}
	return missing;
}

/** @throws Error of one line that says what is missing and how to install it. */
export async function ensurePhpTools( say: Say ): Promise<void> {
	const missing = await listMissing();
	if ( missing.length === 0 ) {
		return;
	}
	const packages = [ ...phpPackages, ...serverPackages ];
	if ( ! ( await canInstall() ) ) {
		throw new Error( `missing: ${ missing.join( ', ' ) }. On Debian or Ubuntu: sudo apt-get install ${ packages.join( ' ' ) } (on macOS: brew install php mariadb composer).` );
	}
	say( `  Missing here: ${ missing.join( ', ' ) }.` );
	await installPackages( packages, say );
	const still = await listMissing();
	if ( still.length > 0 ) {
		throw new Error( `still missing after the installation: ${ still.join( ', ' ) }` );
	}
}
