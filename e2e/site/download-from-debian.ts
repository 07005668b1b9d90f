/** Builds a self-contained WordPress folder from Debian's packages, without installing anything and without root. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, tail } from '../base/run-command.ts';
import type { Say } from '../base/progress.ts';
import { knownSeries } from './wordpress-version.ts';

/** Debian takes libraries out of its wordpress package and links to these instead; the package carries no theme. */
const packages = [
	'wordpress', 'wordpress-theme-twentytwentyfive', 'libjs-underscore', 'libjs-lodash', 'libjs-jquery-ui',
	'libjs-cropper', 'libphp-phpmailer', 'php-getid3', 'ca-certificates',
];

async function mustRun( file: string, args: string[], cwd: string ): Promise<string> {
	const result = await runCommand( file, args, { cwd, timeoutMs: 5 * 60_000 } );
	if ( ! result.ok ) {
		throw new Error( `${ file } failed: ${ tail( result.output, 1 ) || 'it is not installed' }` );
	}
	return result.stdout;
}

/** The mirror that apt is already set up with, so that no other host is asked. */
async function findMirror( cwd: string ): Promise<string> {
	const uris = ( await mustRun( 'apt-get', [ 'indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages' ], cwd ) ).split( '\n' );
	const mirror = uris.find( ( uri ) => /\/debian\/?$/.test( uri.trim() ) );
	if ( ! mirror ) {
		throw new Error( 'apt knows no Debian mirror' );
	}
	return mirror.trim();
}

/** Private lists and cache: the machine's own package state stays as it is. */
async function aptOptions( work: string, suite: string ): Promise<string[]> {
	const source = join( work, 'sources.list' );
	await mkdir( join( work, 'lists/partial' ), { recursive: true } );
	await mkdir( join( work, 'cache/archives/partial' ), { recursive: true } );
	await writeFile( source, `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${ await findMirror( work ) } ${ suite } main\n` );
	const options = [
		`Dir::Etc::sourcelist=${ source }`, 'Dir::Etc::sourceparts=-', `Dir::State::Lists=${ join( work, 'lists' ) }`,
		`Dir::Cache=${ join( work, 'cache' ) }`, 'Acquire::Languages=none',
	];
	if ( process.getuid?.() === 0 ) {
		options.push( 'APT::Sandbox::User=root' ); // The unprivileged download user cannot write into our folder.
	}
	return options.map( ( option ) => `-o${ option }` );
}

async function unpack( work: string ): Promise<string> {
	const tree = join( work, 'tree' );
	await mkdir( tree );
	for ( const file of ( await readdir( work ) ).filter( ( name ) => name.endsWith( '.deb' ) ) ) {
		await mustRun( 'dpkg-deb', [ '-x', file, tree ], work );
	}
	return tree;
}

/** What the ca-certificates package does when it is installed: one bundle of Mozilla's certificates. */
async function writeCertificates( tree: string, target: string ): Promise<void> {
	const dir = join( tree, 'usr/share/ca-certificates/mozilla' );
	const names = ( await readdir( dir ) ).filter( ( name ) => name.endsWith( '.crt' ) ).sort();
	const certificates = await Promise.all( names.map( ( name ) => readFile( join( dir, name ), 'utf8' ) ) );
	await writeFile( join( target, 'wp-includes/certificates/ca-bundle.crt' ), certificates.join( '' ) );
}

/** Fills `target` with the WordPress of the Debian suite that carries the series. */
export async function downloadFromDebian( series: string, target: string, say: Say ): Promise<void> {
	const suite = knownSeries[ series ]?.debianSuite ?? 'forky';
	const work = `${ target }-debian`;
	await rm( work, { recursive: true, force: true } );
	await mkdir( work, { recursive: true } );
	try {
		const apt = await aptOptions( work, suite );
		await mustRun( 'apt-get', [ ...apt, 'update', '-qq' ], work );
		say( `    reading Debian ${ suite }: lists are here, fetching ${ packages.length } packages` );
		await mustRun( 'apt-get', [ ...apt, 'download', ...packages ], work );
		const tree = await unpack( work );
		const core = join( tree, 'usr/share/wordpress' );
		// Links to /etc: an absolute certificate link, a web server file, and Debian's own configuration loader.
		for ( const name of [ 'wp-includes/certificates/ca-bundle.crt', '.htaccess', 'wp-config.php' ] ) {
			await rm( join( core, name ), { force: true } );
		}
		await cp( core, target, { recursive: true, dereference: true } );
		await writeCertificates( tree, target );
	} finally {
		await rm( work, { recursive: true, force: true } );
	}
}
