/** Which IP addresses the bridge may call when an owner enters where to: public ones, and what the operator allows besides. */
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [ Address, number ];

export interface AddressRules {
	/** Private networks that the operator opened (OUTGOING_ALLOW). */
	networks: readonly Network[];
	/** Host names that the operator opened, in small letters; they may resolve to private addresses. */
	hosts: ReadonlySet<string>;
	/** Where the bridge itself can be reached. */
	own: OwnAddresses;
}

export interface OwnAddresses {
	/** Port of this process; 0 when it does not listen. */
	port(): number;
	/** Host name of BRIDGE_PUBLIC_URL, or null. */
	publicHost: string | null;
}

/** `opened`: not by being public, but because the operator said so. */
export type AddressVerdict = { ok: true; opened: boolean } | { ok: false; reason: 'metadata' | 'special' | 'private' | 'own' };

/**
 * Services that hand out a machine's credentials, beside those in the link-local networks; nobody can allow them.
 * AWS over IPv6, Google over IPv6, Alibaba, Oracle, Azure's wire server (a public address).
 */
const METADATA = [ 'fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '192.0.0.192', '168.63.129.16' ].map( ( text ) => ipaddr.parse( text ).toString() );

/** What nobody can allow either: no receiver of messages lives there. */
const NEVER = new Set( [ 'unspecified', 'broadcast', 'multicast', 'linkLocal', 'discard', 'ipv4Mapped', 'rfc6145', 'rfc6052', '6to4', 'teredo' ] );

const NAT64: Network = [ ipaddr.parse( '64:ff9b::' ), 96 ];

/** All of IPv6 that is given out to the public so far. */
const PUBLIC_IPV6: Network = [ ipaddr.parse( '2000::' ), 3 ];

/**
 * @param entries IP addresses, networks (`10.0.0.0/8`) and host names, as the operator wrote them.
 * @return The rules, or the first entry that is none of these.
 */
export function readAllowList( entries: readonly string[], own: OwnAddresses ): AddressRules | { unreadable: string } {
	const networks: Network[] = [];
	const hosts = new Set<string>();
	for ( const entry of entries ) {
		const network = readNetwork( entry );
		if ( network ) {
			networks.push( network );
		} else if ( /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_-]{1,63})*$/i.test( entry ) && /[a-z]/i.test( entry ) ) {
			hosts.add( entry.toLowerCase() );
		} else {
			return { unreadable: entry };
		}
	}
	return { networks, hosts, own };
}

/** The same, for entries that the configuration has already checked. @throws Error that names the entry. */
export function makeAddressRules( entries: readonly string[], own: OwnAddresses ): AddressRules {
	const rules = readAllowList( entries, own );
	if ( 'unreadable' in rules ) {
		throw new Error( `"${ rules.unreadable }" is neither an address, nor a network, nor a host name.` );
	}
	return rules;
}

/**
 * @param text        An IP address, as DNS or the URL has it.
 * @param target.host The host name that led to it.
 * @param target.port The port that would be called.
 */
export function judgeAddress( text: string, rules: AddressRules, target: { host: string; port: number } ): AddressVerdict {
	if ( ! ipaddr.isValid( text ) ) {
		return { ok: false, reason: 'special' };
	}
	const address = unwrap( text );
	if ( METADATA.includes( address.toString() ) ) {
		return { ok: false, reason: 'metadata' };
	}
	const range: string = address.range();
	if ( NEVER.has( range ) ) {
		return { ok: false, reason: range === 'linkLocal' ? 'metadata' : 'special' };
	}
	const isOwn = isLocal( address );
	if ( isOwn && target.port === rules.own.port() ) {
		return { ok: false, reason: 'own' };
	}
	if ( rules.hosts.has( target.host ) || rules.networks.some( ( network ) => isIn( address, network ) ) ) {
		return { ok: true, opened: true };
	}
	if ( isOwn ) {
		return { ok: false, reason: 'own' };
	}
	return isPublic( address, range ) ? { ok: true, opened: false } : { ok: false, reason: 'private' };
}

/**
 * A weaker rule, for the callbacks to paired sites: those often live beside the bridge, on the same machine or network,
 * and whoever named the address held a pairing code. What no site can have is refused all the same.
 */
export function isPossibleSite( text: string ): boolean {
	if ( ! ipaddr.isValid( text ) ) {
		return false;
	}
	const address = unwrap( text );
	return ! METADATA.includes( address.toString() ) && ! NEVER.has( address.range() );
}

/** An IPv4 address that is dressed up as IPv6 is taken for what it is: `::ffff:10.0.0.1`, and NAT64's `64:ff9b::10.0.0.1`. */
function unwrap( text: string ): Address {
	const address = ipaddr.process( text );
	return isIn( address, NAT64 ) ? new ipaddr.IPv4( address.toByteArray().slice( 12 ) ) : address;
}

function isPublic( address: Address, range: string ): boolean {
	return range === 'unicast' && ( address.kind() === 'ipv4' || isIn( address, PUBLIC_IPV6 ) );
}

/** An address of this very machine: loopback, or one of its network cards'. */
function isLocal( address: Address ): boolean {
	if ( address.range() === 'loopback' ) {
		return true;
	}
	const plain = address.toString();
	return Object.values( networkInterfaces() ).flat().some( ( card ) => card !== undefined && ipaddr.isValid( card.address ) && ipaddr.process( card.address ).toString() === plain );
}

function isIn( address: Address, [ network, bits ]: Network ): boolean {
	return address.kind() === network.kind() && address.match( network, bits );
}

/** `10.0.0.0/8`, `fd12::/16`, or one address as the smallest network. */
function readNetwork( entry: string ): Network | undefined {
	if ( ipaddr.isValidCIDR( entry ) ) {
		return ipaddr.parseCIDR( entry );
	}
	// `isValid` alone would take "10.1" and "2130706433" for addresses.
	if ( ipaddr.IPv4.isValidFourPartDecimal( entry ) || ( entry.includes( ':' ) && ipaddr.IPv6.isValid( entry ) ) ) {
		const address = ipaddr.process( entry );
		return [ address, address.kind() === 'ipv4' ? 32 : 128 ];
	}
	return undefined;
}
