/** The name look-up for callbacks to paired sites: what no site can have as its address is not called. */
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPossibleSite } from './address-rules.ts';

export class ForbiddenAddressError extends Error {
	override readonly name = 'ForbiddenAddressError';
	readonly code = 'EFORBIDDENADDRESS';
}

/** Node connects to exactly what this answers, so there is no second look-up that could be told something else. */
export const siteLookup: LookupFunction = ( host, options, callback ) => {
	lookup( host, { ...options, all: true }, ( error, addresses ) => {
		if ( error ) {
			callback( error, '' );
		} else if ( ! addresses.every( ( { address } ) => isPossibleSite( address ) ) ) {
			callback( new ForbiddenAddressError( `${ host } leads to an address where no site can be.` ), '' );
		} else if ( options.all ) {
			callback( null, addresses );
		} else {
			callback( null, addresses[ 0 ]!.address, addresses[ 0 ]!.family );
		}
	} );
};

/** The part that needs no look-up: an address in numbers is never asked for. */
export function isForbiddenSite( address: string ): boolean {
	const host = URL.parse( address )?.hostname.replace( /^\[|\]$/g, '' ) ?? '';
	return isIP( host ) !== 0 && ! isPossibleSite( host );
}
