/** Gives a native PHP site the SQLite database that ships with WordPress Playground, for machines without MariaDB. */
import { access, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, tail } from '../base/run-command.ts';
import { rootDir } from '../base/paths.ts';
import type { Php } from './php.ts';

const archive = join( rootDir, 'node_modules/@wp-playground/cli/sqlite-database-integration.zip' );
const folder = 'sqlite-database-integration';

/** Unpacks the drop-in once; the data lives in wp-content/database/.ht.sqlite of the site. */
export async function addSqlite( site: string, php: Php ): Promise<void> {
	const content = join( site, 'wp-content' );
	if ( await access( join( content, 'db.php' ) ).then( () => true, () => false ) ) {
		return;
	}
	const work = `${ site }.sqlite`;
	const code = '$z = new ZipArchive(); exit( true === $z->open( $argv[1] ) && $z->extractTo( $argv[2] ) ? 0 : 1 );';
	const unpacked = await runCommand( php.command, [ '-r', code, '--', archive, work ] );
	if ( ! unpacked.ok ) {
		throw new Error( `cannot unpack ${ archive }: ${ tail( unpacked.output, 1 ) }` );
	}
	const source = join( work, `plugin-${ folder }` );
	const target = join( content, 'mu-plugins', folder );
	await mkdir( join( content, 'mu-plugins' ), { recursive: true } );
	await mkdir( join( content, 'database' ), { recursive: true } );
	await cp( source, target, { recursive: true } );
	const template = await readFile( join( target, 'db.copy' ), 'utf8' );
	const dropIn = template
		.replaceAll( '\'{SQLITE_IMPLEMENTATION_FOLDER_PATH}\'', `__DIR__ . '/mu-plugins/${ folder }'` )
		.replaceAll( '{SQLITE_PLUGIN}', `${ folder }/load.php` );
	await writeFile( join( content, 'db.php' ), dropIn );
	await rm( work, { recursive: true } );
}
