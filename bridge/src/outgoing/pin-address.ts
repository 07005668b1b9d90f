/** Resolves a receiver's name once, judges every address that DNS gives, and pins the call to what was judged. */
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { judgeAddress, type AddressRules } from './address-rules.ts';
import { checkManner, hostOf, portOf, refuseAddress, type AddressRefusal } from './check-address.ts';

export interface Resolved {
	address: string;
	family: number;
}

/** As `dns.promises.lookup` with `all`. */
export type Resolver = ( host: string ) => Promise<Resolved[]>;

export type Pinned =
	| { ok: true; addresses: Resolved[] }
	| { ok: false; reason: AddressRefusal | 'unknown_host'; detail: string };

export const systemResolver: Resolver = ( host ) => lookup( host, { all: true, order: 'verbatim' } );

/**
 * One forbidden address among several refuses them all: a name that leads both outside and inside is either a mistake
 * or a trap.
 *
 * @param url Has passed `checkAddress`.
 */
export async function pinAddress( url: URL, rules: AddressRules, resolve: Resolver ): Promise<Pinned> {
	const host = hostOf( url );
	const family = isIP( host );
	const addresses = family !== 0 ? [ { address: host, family } ] : await resolve( host ).catch( () => [] );
	if ( addresses.length === 0 ) {
		return { ok: false, reason: 'unknown_host', detail: 'The host name of the address is not known from here.' };
	}
	for ( const { address } of addresses ) {
		const verdict = judgeAddress( address, rules, { host, port: portOf( url ) } );
		if ( ! verdict.ok ) {
			return refuseAddress( verdict.reason );
		}
		const odd = checkManner( url, verdict.opened );
		if ( odd ) {
			return odd;
		}
	}
	return { ok: true, addresses };
}

/** Answers every question for a name with the pinned addresses, so that a second, different answer of DNS is never heard. */
export function pinnedLookup( addresses: readonly Resolved[] ): LookupFunction {
	return ( _host, options, callback ) => {
		if ( options.all ) {
			callback( null, addresses.map( ( { address, family } ) => ( { address, family } ) ) );
			return;
		}
		const wanted = options.family === 4 || options.family === 'IPv4' ? 4 : options.family === 6 || options.family === 'IPv6' ? 6 : undefined;
		const one = addresses.find( ( { family } ) => wanted === undefined || family === wanted ) ?? addresses[ 0 ]!;
		callback( null, one.address, one.family );
	};
}
