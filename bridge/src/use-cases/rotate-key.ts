/** Changes the encryption key of a running bridge: reads the keys anew, tries them, and seals everything with the first one. */
import type { ChangeableBox } from '../crypto/changeable-box.ts';
import { createSecretBox, keyIdOf } from '../crypto/secret-box.ts';
import type { Db } from '../database/client.ts';
import { checkSecrets, resealSecrets, WrongKeyError } from './check-secrets.ts';

export interface RotateKeyDeps {
	db: Db;
	box: ChangeableBox;
	/** @throws Error in words when they cannot be read. */
	readKeys(): Promise<Buffer[]>;
}

/**
 * Nothing is changed unless the new keys open all that is stored, the key in use among them: what is being sealed at
 * this very moment must still be readable afterwards. An old key can go once nothing is sealed with it any more.
 *
 * @returns The key that seals now, and how many secrets were sealed anew.
 * @throws WrongKeyError, or the error of `readKeys`; the bridge then goes on with the keys it has.
 */
export async function rotateKey( deps: RotateKeyDeps ): Promise<{ keyId: string; resealed: number }> {
	const keys = await deps.readKeys();
	const candidate = createSecretBox( keys );
	if ( ! keys.some( ( key ) => keyIdOf( key ) === deps.box.keyId ) ) {
		throw new WrongKeyError( `The key in use, ${ deps.box.keyId }, is not among the new ones; nothing was changed. Put the new key before it, and take it out later.` );
	}
	await checkSecrets( deps.db, candidate );
	deps.box.change( keys );
	return { keyId: deps.box.keyId, resealed: await resealSecrets( deps.db, deps.box ) };
}
