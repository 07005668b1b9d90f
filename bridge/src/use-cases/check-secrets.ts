/** At start: is this the key that the stored secrets were sealed with? And are they all sealed with the newest one? */
import type { SecretBox } from '../crypto/secret-box.ts';
import type { Db } from '../database/client.ts';
import { listSealedSecrets, replaceSealedSecret } from '../database/sealed-secrets.ts';

export class WrongKeyError extends Error {
	override readonly name = 'WrongKeyError';
}

/**
 * Opens every stored secret; writes nothing.
 *
 * @throws WrongKeyError as soon as one cannot be opened.
 */
export async function checkSecrets( db: Db, box: SecretBox ): Promise<void> {
	for ( const { sealed } of await listSealedSecrets( db ) ) {
		try {
			box.open( sealed );
		} catch ( error ) {
			throw new WrongKeyError( [
				'The encryption key does not fit the secrets in the database, so the bridge does not start; nothing was changed.',
				error instanceof Error ? error.message : '',
				`The key given now is ${ box.keyId }. Set BRIDGE_ENCRYPTION_KEY to the key used before, or put the old encryption.key back into DATA_DIR.`,
			].join( ' ' ), { cause: error } );
		}
	}
}

/**
 * Seals with the newest key what an older one had sealed.
 *
 * @returns How many secrets were sealed anew.
 */
export async function resealSecrets( db: Db, box: SecretBox ): Promise<number> {
	const outdated = ( await listSealedSecrets( db ) ).filter( ( secret ) => box.isOutdated( secret.sealed ) );
	for ( const secret of outdated ) {
		await replaceSealedSecret( db, secret, box.seal( box.open( secret.sealed ) ) );
	}
	return outdated.length;
}
