/** A site owner enters the bridge's address and a one-time code in wp-admin: the site gets its id and secret. */
import type { SecretBox } from '../crypto/secret-box.ts';
import { hashPairingCode, sameHash } from '../crypto/pairing-code.ts';
import { makeSiteSecret } from '../crypto/site-secret.ts';
import type { Db } from '../database/client.ts';
import { listLiveCodes, takePairingCode } from '../database/pairing-codes.ts';
import { saveSite, type SiteDetails } from '../database/sites.ts';
import { AppError } from '../errors/app-error.ts';

export interface PairingDeps {
	db: Db;
	box: SecretBox;
}

/**
 * Uses the code up and stores the site, both or neither. A site that is paired again keeps its id and gets a new secret.
 *
 * @returns The secret in plain text: the only moment at which it leaves the bridge.
 * @throws AppError pairing_code_invalid, in the same words whether the code is wrong, used or expired.
 */
export async function pairSite( deps: PairingDeps, code: string, site: SiteDetails ): Promise<{ siteId: string; secret: string }> {
	const hash = await findCode( deps.db, code );
	const secret = makeSiteSecret();
	const siteId = await deps.db.transaction().execute( async ( trx ) => {
		const id = await saveSite( trx, { ...site, url: normaliseSiteUrl( site.url ) }, deps.box.seal( secret ) );
		if ( ! await takePairingCode( trx, hash, id ) ) {
			throw refused();
		}
		return id;
	} );
	return { siteId, secret };
}

/** Every live code is compared, to the end, so that the time tells nothing about how near a guess was. */
async function findCode( db: Db, code: string ): Promise<string> {
	const wanted = hashPairingCode( code );
	const found = ( await listLiveCodes( db ) ).filter( ( hash ) => sameHash( hash, wanted ) );
	if ( found[ 0 ] === undefined ) {
		throw refused();
	}
	return found[ 0 ];
}

/** One site, however its address is written: `HTTPS://Example.com/shop/` and `https://example.com/shop` are the same. */
export function normaliseSiteUrl( address: string ): string {
	const url = new URL( address );
	return `${ url.origin }${ url.pathname.replace( /\/+$/, '' ) }`;
}

function refused(): AppError {
	return new AppError( 'pairing_code_invalid', 'This pairing code is wrong, was already used, or has expired. The bridge prints a new one each time it starts.' );
}
