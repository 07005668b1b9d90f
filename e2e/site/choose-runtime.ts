/** Chooses how WordPress runs here: native PHP with MariaDB, native PHP with SQLite, or WordPress Playground. */
import { findMariaDb, type MariaDb } from './mariadb.ts';
import { findPhp, type Php } from './php.ts';

export type Runtime =
	| { kind: 'native'; php: Php; mariaDb: MariaDb; words: string }
	| { kind: 'native'; php: Php; mariaDb: null; words: string }
	| { kind: 'playground'; words: string };

/** @param wish 'playground' forces it, 'native' refuses it (by throwing), 'auto' takes the fastest that works. */
export async function chooseRuntime( wish: 'auto' | 'native' | 'playground' ): Promise<Runtime> {
	const playground = ( why: string ): Runtime => ( { kind: 'playground', words: `WordPress Playground (${ why })` } );
	if ( wish === 'playground' ) {
		return playground( 'asked for' );
	}
	const php = await findPhp();
	if ( typeof php !== 'string' ) {
		const mariaDb = php.extensions.has( 'mysqli' ) ? await findMariaDb() : undefined;
		if ( mariaDb ) {
			return { kind: 'native', php, mariaDb, words: `PHP ${ php.version } with MariaDB ${ mariaDb.version }` };
		}
		if ( php.extensions.has( 'pdo_sqlite' ) && php.extensions.has( 'zip' ) ) {
			return { kind: 'native', php, mariaDb: null, words: `PHP ${ php.version } with SQLite` };
		}
	}
	const why = typeof php === 'string' ? php : `PHP ${ php.version } has neither mysqli with a MariaDB server nor pdo_sqlite with zip`;
	if ( wish === 'native' ) {
		throw new Error( why );
	}
	return playground( why );
}
