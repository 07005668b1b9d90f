/** Ids in the forms that HighLevel uses: 20 letters and digits, 24 hex digits for notifications, UUIDs for traces. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function letters( bytes: Uint8Array ): string {
	return Array.from( bytes, ( byte ) => alphabet[ byte % alphabet.length ] ).join( '' );
}

/** A fresh id of 20 letters and digits. */
export const newId = (): string => letters( randomBytes( 20 ) );

/** A fresh id of 24 hex digits. */
export const newHexId = (): string => randomBytes( 12 ).toString( 'hex' );

export const newTraceId = (): string => randomUUID();

/** The same id for the same words, so that seeded users keep theirs over a reset. */
export function steadyId( words: string ): string {
	return letters( createHash( 'sha256' ).update( words ).digest().subarray( 0, 20 ) );
}
