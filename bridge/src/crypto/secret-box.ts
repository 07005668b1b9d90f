/** Seals secrets for the database with AES-256-GCM: `keyId.iv.tag.ciphertext`, each part base64url. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface SecretBox {
	/** Seals with the newest key; two calls never give the same text. */
	seal( plain: string ): string;
	/** @throws SecretBoxError when the key is not known or the text was changed. */
	open( sealed: string ): string;
	/** True when `sealed` is from another key than the newest one. */
	isOutdated( sealed: string ): boolean;
	/** The id of the key that seals. */
	readonly keyId: string;
}

export class SecretBoxError extends Error {
	override readonly name = 'SecretBoxError';
}

/** @param keys 32 bytes each; the first one seals, all of them open. */
export function createSecretBox( keys: readonly Buffer[] ): SecretBox {
	const byId = new Map( keys.map( ( key ) => [ keyIdOf( key ), key ] ) );
	const [ newest ] = byId;
	if ( newest === undefined || keys.some( ( key ) => key.length !== 32 ) ) {
		throw new SecretBoxError( 'A secret box needs at least one key of 32 bytes.' );
	}
	const [ keyId, key ] = newest;
	return {
		keyId,
		seal: ( plain ) => seal( plain, keyId, key ),
		open: ( sealed ) => open( sealed, byId ),
		isOutdated: ( sealed ) => ! sealed.startsWith( `${ keyId }.` ),
	};
}

/** Names a key without telling anything about it. */
export function keyIdOf( key: Buffer ): string {
	return createHash( 'sha256' ).update( 'slotbridge key id' ).update( key ).digest( 'base64url' ).slice( 0, 8 );
}

function seal( plain: string, keyId: string, key: Buffer ): string {
	// 96 random bits: the size GCM is made for, and far from the 2^32 seals after which they could repeat.
	const iv = randomBytes( 12 );
	const cipher = createCipheriv( 'aes-256-gcm', key, iv );
	cipher.setAAD( Buffer.from( keyId ) );
	const ciphertext = Buffer.concat( [ cipher.update( plain, 'utf8' ), cipher.final() ] );
	return [ keyId, ...[ iv, cipher.getAuthTag(), ciphertext ].map( ( part ) => part.toString( 'base64url' ) ) ].join( '.' );
}

function open( sealed: string, keys: ReadonlyMap<string, Buffer> ): string {
	const [ keyId = '', iv = '', tag = '', ciphertext = '' ] = sealed.split( '.' );
	const key = keys.get( keyId );
	if ( key === undefined ) {
		throw new SecretBoxError( `A stored secret was sealed with the key ${ keyId || '(none)' }, which is not here.` );
	}
	try {
		// Without a fixed length, GCM would also accept a tag cut to four bytes.
		const decipher = createDecipheriv( 'aes-256-gcm', key, Buffer.from( iv, 'base64url' ), { authTagLength: 16 } );
		decipher.setAAD( Buffer.from( keyId ) );
		decipher.setAuthTag( Buffer.from( tag, 'base64url' ) );
		return Buffer.concat( [ decipher.update( Buffer.from( ciphertext, 'base64url' ) ), decipher.final() ] ).toString( 'utf8' );
	} catch ( error ) {
		throw new SecretBoxError( `A stored secret was changed: it cannot be opened with the key ${ keyId }.`, { cause: error } );
	}
}
