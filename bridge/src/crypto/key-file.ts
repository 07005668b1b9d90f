/** The encryption key that the bridge makes for itself: a file only its owner can read, in the data folder. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeyChoice {
	keys: Buffer[];
	/** Reads them again; the configuration's own stay what they are. */
	read(): Promise<Buffer[]>;
	/** Writes the key file when the key is new; to be called once nothing speaks against that key. */
	keep(): Promise<void>;
}

/**
 * The keys of the configuration, else the key file's, else a new one that is not written yet: should the database
 * hold secrets of a lost key, a start with a new one must not leave a file that looks like the right one.
 *
 * @throws Error when the file does not hold a key.
 */
export async function chooseKeys( configured: Buffer[], dataDir: string, keyFile: string | null = null ): Promise<KeyChoice> {
	if ( configured.length > 0 ) {
		return { keys: configured, read: async () => configured, keep: async () => undefined };
	}
	const file = keyFile ?? join( dataDir, 'encryption.key' );
	const read = async () => parseKeys( file, await readFile( file, 'utf8' ) );
	const text = await readFile( file, 'utf8' ).catch( ignoreMissing );
	if ( text === undefined && keyFile !== null ) {
		throw new Error( `BRIDGE_ENCRYPTION_KEY_FILE names ${ file }, which is not there.` );
	}
	if ( text === undefined ) {
		const key = randomBytes( 32 );
		return { keys: [ key ], read, keep: () => writeKey( file, dataDir, key ) };
	}
	// A file that was named may be a mounted secret, whose rights are not ours to change.
	return { keys: parseKeys( file, text ), read, keep: async () => ( keyFile === null ? chmod( file, 0o600 ) : undefined ) };
}

/** One key a line (or with commas between them): the first one seals, the others still open what they sealed. */
function parseKeys( file: string, text: string ): Buffer[] {
	const keys = text.split( /[\s,]+/ ).filter( Boolean ).map( ( key ) => Buffer.from( key, 'base64' ) );
	if ( keys.length === 0 || keys.some( ( key ) => key.length !== 32 ) ) {
		throw new Error( `${ file } does not hold a key (32 bytes in base64). Restore it from your backup, or set BRIDGE_ENCRYPTION_KEY.` );
	}
	return keys;
}

async function writeKey( file: string, dataDir: string, key: Buffer ): Promise<void> {
	await mkdir( dataDir, { recursive: true, mode: 0o700 } );
	// wx: of two bridges that start at once, the second one stops here instead of replacing the first one's key.
	await writeFile( file, `${ key.toString( 'base64' ) }\n`, { mode: 0o600, flag: 'wx' } );
}

function ignoreMissing( error: NodeJS.ErrnoException ): undefined {
	if ( error.code !== 'ENOENT' ) {
		throw error;
	}
}
