/** Every environment variable of the bridge: how it is checked, its default, and what to do when it is wrong. */
import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { readAllowList } from '../outgoing/address-rules.ts';

const levels = [ 'fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent' ] as const;

/** An absolute address, given back without the slash at its end so that a path can be put behind it. */
function address( protocols: string[], detail: string ) {
	return z.string().refine( ( text ) => {
		const url = URL.parse( text );
		return url !== null && protocols.includes( url.protocol ) && url.hash === '' && url.host !== '';
	}, detail );
}

const webAddress = ( example: string ) =>
	address( [ 'http:', 'https:' ], `Give an address such as ${ example }.` )
		.refine( ( text ) => URL.parse( text )?.search === '' && URL.parse( text )?.username === '', 'Give it without a query and without a user name.' )
		.transform( ( text ) => text.replace( /\/+$/, '' ) );

export const variables = {
	/** The interface to listen on. */
	HOST: z.string().default( '127.0.0.1' ),
	/** The port to listen on; 0 takes a free one. */
	PORT: z.string().default( '4310' )
		.refine( ( text ) => /^\d{1,5}$/.test( text ) && Number( text ) <= 65535, 'Give a port number from 0 to 65535; 0 takes a free one.' )
		.transform( Number ),
	/** The folder for the embedded database and the key file. */
	DATA_DIR: z.string().default( './.data/bridge' ),
	/** An own PostgreSQL; without it the embedded one is started in DATA_DIR. */
	DATABASE_URL: address( [ 'postgres:', 'postgresql:' ], 'Give an address such as postgres://user:password@host:5432/name, or leave it out to use the embedded PostgreSQL.' ).optional(),
	/** Where sites reach this bridge, when a proxy stands before it. */
	BRIDGE_PUBLIC_URL: webAddress( 'https://bridge.example.com' ).optional(),
	/** The one-time code for the first pairing; without it one is made and printed at start. */
	BRIDGE_PAIRING_CODE: z.string()
		.refine( ( text ) => text.replaceAll( /[^\p{L}\p{N}]/gu, '' ).length >= 8, 'Give at least 8 letters or digits, or leave it out: the bridge then prints a code at start.' ).optional(),
	/** One key, or several with commas between them: the first one seals, the others still open what they sealed. */
	BRIDGE_ENCRYPTION_KEY: z.string()
		.transform( ( text ) => text.split( ',' ).map( ( key ) => Buffer.from( key.trim(), 'base64' ) ) )
		.refine( ( keys ) => keys.every( ( key ) => key.length === 32 ), 'Give 32 random bytes in base64, for example from: openssl rand -base64 32' ).optional(),
	/** HighLevel's API, or a sandbox that speaks it. */
	HIGHLEVEL_BASE_URL: webAddress( 'https://services.leadconnectorhq.com' ).default( 'https://services.leadconnectorhq.com' ),
	/** The marketplace app, for connections by OAuth. */
	HIGHLEVEL_CLIENT_ID: z.string().optional(),
	HIGHLEVEL_CLIENT_SECRET: z.string().optional(),
	/** HighLevel's Ed25519 key for webhooks, should it ever change. */
	HIGHLEVEL_WEBHOOK_PUBLIC_KEY: z.string()
		.transform( ( text ) => text.replaceAll( '\\n', '\n' ) )
		.refine( isPublicKey, 'Give the Ed25519 public key as PEM (-----BEGIN PUBLIC KEY-----…).' ).optional(),
	/** Receivers in the operator's own network that owners may name; without it, only public ones over https. */
	OUTGOING_ALLOW: z.string()
		.transform( ( text ) => text.split( ',' ).map( ( entry ) => entry.trim() ).filter( Boolean ) )
		.refine( ( entries ) => ! ( 'unreadable' in readAllowList( entries, { port: () => 0, publicHost: null } ) ), 'Give addresses, networks and host names with commas between them, such as 10.0.0.0/8,hooks.example.lan.' ).optional(),
	/** The mail server for alerts; without it, alerts go out by webhook only. */
	SMTP_URL: address( [ 'smtp:', 'smtps:' ], 'Give an address such as smtp://user:password@mail.example.com:587, or leave it out to send no e-mail.' ).optional(),
	/** The sender of those mails. */
	SMTP_FROM: z.string().max( 320 ).refine( ( text ) => /^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/.test( text ), 'Give an address such as alerts@example.com or SlotBridge <alerts@example.com>.' ).optional(),
	/** How much is logged. */
	LOG_LEVEL: z.enum( levels, { error: `Give one of ${ levels.join( ', ' ) }.` } ).default( 'info' ),
};

export type RawConfig = z.output<z.ZodObject<typeof variables>>;

function isPublicKey( pem: string ): boolean {
	try {
		return createPublicKey( pem ).asymmetricKeyType === 'ed25519';
	} catch {
		return false;
	}
}
