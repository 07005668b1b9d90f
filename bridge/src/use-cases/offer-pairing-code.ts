/** At start: makes sure that there is a way to pair a site with this bridge. */
import { hashPairingCode, makePairingCode } from '../crypto/pairing-code.ts';
import type { Db } from '../database/client.ts';
import { addPairingCode, endPrintedCodes, isPairingCodeUsed } from '../database/pairing-codes.ts';

const PRINTED_CODE_LIFE_MS = 24 * 3_600_000;

export type OfferedCode =
	/** To be shown to whoever started the bridge; valid for a day or until the next start. */
	| { kind: 'fresh'; code: string }
	/** The configured code is valid until it is used. */
	| { kind: 'configured' }
	/** The configured code has done its work; a restart does not bring it back. */
	| { kind: 'used' };

/** @param configured The code of the configuration, or null to have one made. */
export async function offerPairingCode( db: Db, configured: string | null ): Promise<OfferedCode> {
	if ( configured !== null ) {
		const hash = hashPairingCode( configured );
		await addPairingCode( db, hash, null );
		return { kind: await isPairingCodeUsed( db, hash ) ? 'used' : 'configured' };
	}
	const code = makePairingCode();
	await db.transaction().execute( async ( trx ) => {
		await endPrintedCodes( trx );
		await addPairingCode( trx, hashPairingCode( code ), new Date( Date.now() + PRINTED_CODE_LIFE_MS ) );
	} );
	return { kind: 'fresh', code };
}
