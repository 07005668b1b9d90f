/** Gives a paired site a new secret; the old one is accepted for a day, so that nothing under way is lost. */
import type { SecretBox } from '../crypto/secret-box.ts';
import { makeSiteSecret } from '../crypto/site-secret.ts';
import type { Db } from '../database/client.ts';
import { lockSite, saveSecret } from '../database/sites.ts';
import { AppError } from '../errors/app-error.ts';
import type { AuthenticatedSite } from './authenticate-site.ts';

const PREVIOUS_SECRET_LIFE_MS = 24 * 3_600_000;

/**
 * A site that still signs with the replaced secret never got the answer of its last rotation. The secret it holds then
 * stays the previous one, or a second lost answer would lock it out.
 */
export async function rotateSecret( deps: { db: Db; box: SecretBox }, site: AuthenticatedSite ): Promise<{ secret: string }> {
	const secret = makeSiteSecret();
	await deps.db.transaction().execute( async ( trx ) => {
		const row = await lockSite( trx, site.id );
		const held = site.usedPreviousSecret ? row?.previous_secret : row?.secret;
		if ( ! held ) {
			throw new AppError( 'authorization_invalid', 'The secret was changed in the meantime. Try again.' );
		}
		await saveSecret( trx, site.id, { sealed: deps.box.seal( secret ), previous: held, until: new Date( Date.now() + PREVIOUS_SECRET_LIFE_MS ) } );
	} );
	return { secret };
}
