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

/** A whole number within bounds that somebody has thought about. */
const whole = ( fallback: number, least: number, most: number, unit: string ) =>
	z.string().default( String( fallback ) )
		.refine( ( text ) => /^\d{1,12}$/.test( text ) && Number( text ) >= least && Number( text ) <= most, `Give a whole number of ${ unit } from ${ least } to ${ most }.` )
		.transform( Number );

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
	/** A file with such keys, one a line; read again on SIGHUP. */
	BRIDGE_ENCRYPTION_KEY_FILE: z.string().optional(),
	/** The certificate authority of DATABASE_URL's server, as PEM: the server must then show a certificate of it that fits its name. */
	DATABASE_CA_FILE: z.string().optional(),
	/** Connections to the database at most. */
	DATABASE_POOL_SIZE: whole( 10, 2, 200, 'connections' ),
	/** A single statement is ended after this; 0 never. */
	DATABASE_STATEMENT_TIMEOUT_SECONDS: whole( 60, 0, 3_600, 'seconds' ),
	/** HighLevel's API, or a sandbox that speaks it. */
	HIGHLEVEL_BASE_URL: webAddress( 'https://services.leadconnectorhq.com' ).default( 'https://services.leadconnectorhq.com' ),
	/** The one other server that connections may be switched to, usually a sandbox. */
	HIGHLEVEL_SANDBOX_URL: webAddress( 'http://127.0.0.1:4320' ).optional(),
	/** HighLevel's page for consent, should it be a white-label one. */
	HIGHLEVEL_CONSENT_URL: webAddress( 'https://marketplace.leadconnectorhq.com/v2/oauth/chooselocation' ).optional(),
	/** The marketplace app, for connections by OAuth. */
	HIGHLEVEL_CLIENT_ID: z.string().optional(),
	HIGHLEVEL_CLIENT_SECRET: z.string().optional(),
	/** HighLevel's Ed25519 key for webhooks, should it ever change. */
	HIGHLEVEL_WEBHOOK_PUBLIC_KEY: z.string()
		.transform( ( text ) => text.replaceAll( '\\n', '\n' ) )
		.refine( isPublicKey, 'Give the Ed25519 public key as PEM (-----BEGIN PUBLIC KEY-----…).' ).optional(),
	/** How long delivered events are kept, and those that were given up. */
	RETENTION_EVENT_DAYS: whole( 90, 1, 3_650, 'days' ),
	RETENTION_DEAD_DAYS: whole( 180, 1, 3_650, 'days' ),
	/** How long the exchanges with HighLevel are kept; never longer than their events. */
	RETENTION_EXCHANGE_DAYS: whole( 30, 1, 365, 'days' ),
	/** The most events, and the most megabytes of exchanges, before the oldest go. */
	RETENTION_MAX_EVENTS: whole( 5_000_000, 1_000, 1_000_000_000, 'events' ),
	RETENTION_MAX_EXCHANGE_MB: whole( 20_000, 10, 10_000_000, 'megabytes' ),
	/** Whoever has it may read /metrics from elsewhere; without it only programs on the same machine can. */
	METRICS_TOKEN: z.string().regex( /^[!-~]{16,}$/, 'Give at least 16 letters, digits or signs without spaces, for example from: openssl rand -base64 32' ).optional(),
	/** An OpenTelemetry collector that takes OTLP over HTTP; without it no traces are made. */
	OTEL_EXPORTER_OTLP_ENDPOINT: webAddress( 'http://127.0.0.1:4318' ).optional(),
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
