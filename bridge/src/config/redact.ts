/** Takes secrets out of anything that is about to be logged: by the name of the field at any depth, and by the shape of the value. */
import { errorCodes } from '../errors/codes.ts';

export const REDACTED = '[redacted]';

/** Compared without case, `-` and `_`, so that `access_token`, `accessToken` and `Access-Token` are one. */
const SECRET_NAMES = new Set( [
	'authorization', 'proxyauthorization', 'cookie', 'setcookie', 'webhooksignature', 'xghlsignature',
	'token', 'accesstoken', 'refreshtoken', 'idtoken', 'secret', 'previoussecret', 'clientsecret', 'password', 'passphrase',
	'apikey', 'privatekey', 'encryptionkey', 'bridgeencryptionkey', 'pairingcode', 'bridgepairingcode', 'signature', 'databaseurl', 'connectionstring',
] );

const SHAPES: readonly [ RegExp, string ][] = [
	[ /\bpit-[0-9a-z]{4,}(?:-[0-9a-z]+)*/gi, REDACTED ],
	[ /\bsbs_[\w-]{16,}/g, REDACTED ],
	[ /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${ REDACTED }` ],
	[ /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REDACTED ],
	// Alone, not as the middle of a UUID, whose groups can be all digits.
	[ /(?<![\w-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![\w-])/g, REDACTED ],
	[ /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/:@"]*:[^\s/@"]+@/gi, `$1${ REDACTED }@` ],
];

/** Removes known secrets and everything that looks like one from a text. */
export function scrubText( text: string, known: readonly string[] = [] ): string {
	let clean = text;
	for ( const secret of known ) {
		clean = clean.replaceAll( secret, REDACTED );
	}
	for ( const [ shape, replacement ] of SHAPES ) {
		clean = clean.replace( shape, replacement );
	}
	return clean;
}

/** The same for a JSON value; the input is left as it is. */
export function scrubValue( value: unknown, known: readonly string[] = [] ): unknown {
	if ( typeof value === 'string' ) {
		return scrubText( value, known );
	}
	if ( Array.isArray( value ) ) {
		return value.map( ( item ) => scrubValue( item, known ) );
	}
	if ( value !== null && typeof value === 'object' ) {
		return Object.fromEntries( Object.entries( value ).map( ( [ name, item ] ) => [
			name, isSecret( name, item ) ? REDACTED : scrubValue( item, known ),
		] ) );
	}
	return value;
}

function isSecret( name: string, value: unknown ): boolean {
	if ( value === null || value === undefined || typeof value === 'boolean' ) {
		return false;
	}
	const plain = name.toLowerCase().replaceAll( /[-_]/g, '' );
	return SECRET_NAMES.has( plain ) || ( plain === 'code' && ! isErrorCode( value ) );
}

/** `code` is a pairing or OAuth code unless it is one of ours, Node's (`ECONNRESET`) or PostgreSQL's (`23505`). */
function isErrorCode( value: unknown ): boolean {
	return typeof value === 'number'
		|| ( typeof value === 'string' && ( Object.hasOwn( errorCodes, value ) || /^(E[A-Z_]{3,30}|ERR_[A-Z0-9_]+|[0-9A-Z]{5})$/.test( value ) ) );
}
