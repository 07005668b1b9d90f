/** What can be told of a receiver's address before anybody is asked for it: scheme, port, credentials, own host, forbidden numbers. */
import { isIP } from 'node:net';
import { judgeAddress, type AddressRules, type AddressVerdict } from './address-rules.ts';

export type AddressRefusal = 'unreadable' | 'scheme' | 'credentials' | 'port' | Extract<AddressVerdict, { ok: false }>[ 'reason' ];

export type AddressCheck = { ok: true; url: URL } | { ok: false; reason: AddressRefusal; detail: string };

/** In words for the owner who entered the address. */
const words: Record<AddressRefusal, string> = {
	unreadable: 'Give a full address that begins with https://.',
	scheme: 'The address must begin with https://. Plain http is only possible for receivers in the bridge\'s own network that its operator has allowed (OUTGOING_ALLOW).',
	credentials: 'The address must not hold a user name or password. Messages are signed instead.',
	port: 'Only the ports 443 and 8443 are called, unless the bridge\'s operator has allowed the receiver (OUTGOING_ALLOW).',
	metadata: 'This address belongs to the machine\'s own services. Nothing is sent there.',
	special: 'Nothing that could receive a message lives at this address.',
	private: 'This address is in a private network. The bridge\'s operator can allow it by OUTGOING_ALLOW.',
	own: 'This address is the bridge\'s own. Nothing is sent there.',
};

const PORTS = new Set( [ 443, 8443 ] );
const LONGEST = 2_000;

export function refuseAddress( reason: AddressRefusal ): { ok: false; reason: AddressRefusal; detail: string } {
	return { ok: false, reason, detail: words[ reason ] };
}

/** Needs no network. A name that resolves to a forbidden address is found out when it is called. */
export function checkAddress( text: string, rules: AddressRules ): AddressCheck {
	const url = text.length <= LONGEST ? URL.parse( text ) : null;
	if ( url === null || url.hostname === '' || ! [ 'http:', 'https:' ].includes( url.protocol ) ) {
		return refuseAddress( 'unreadable' );
	}
	if ( url.username !== '' || url.password !== '' ) {
		return refuseAddress( 'credentials' );
	}
	const host = hostOf( url );
	if ( host === rules.own.publicHost ) {
		return refuseAddress( 'own' );
	}
	const verdict = isIP( host ) === 0 ? undefined : judgeAddress( host, rules, { host, port: portOf( url ) } );
	if ( verdict?.ok === false ) {
		return refuseAddress( verdict.reason );
	}
	// Of a name, it is only known later whether it leads to an opened network; then this is asked again with the answer.
	const mayBeOpened = verdict?.opened ?? ( rules.hosts.has( host ) || rules.networks.length > 0 );
	return checkManner( url, mayBeOpened ) ?? { ok: true, url };
}

/** Plain http and odd ports are for opened receivers alone. */
export function checkManner( url: URL, opened: boolean ): Extract<AddressCheck, { ok: false }> | undefined {
	if ( opened ) {
		return undefined;
	}
	if ( url.protocol !== 'https:' ) {
		return refuseAddress( 'scheme' );
	}
	return PORTS.has( portOf( url ) ) ? undefined : refuseAddress( 'port' );
}

/** Without the brackets of IPv6 and without the dot that a name may end with; `URL` has already made odd spellings of IPv4 plain. */
export function hostOf( url: URL ): string {
	return url.hostname.replace( /^\[|\]$/g, '' ).replace( /\.$/, '' ).toLowerCase();
}

export function portOf( url: URL ): number {
	return url.port === '' ? ( url.protocol === 'https:' ? 443 : 80 ) : Number( url.port );
}
