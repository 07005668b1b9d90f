/** Reads the environment once into one typed config, and tells everything that is wrong with it at the same time. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { variables, type RawConfig } from './variables.ts';

export interface BridgeConfig {
	host: string;
	/** 0 asks the system for a free port. */
	port: number;
	/** Absolute path. */
	dataDir: string;
	/** Null: the embedded PostgreSQL is used. */
	databaseUrl: string | null;
	/** Where sites reach this bridge, without a slash at its end; null: what the Host header says. */
	publicUrl: string | null;
	pairingCode: string | null;
	/** 32 bytes each; the first one seals, all of them open. Empty: the key file of the data folder. */
	encryptionKeys: Buffer[];
	/** Absolute path. */
	encryptionKeyFile: string | null;
	database: { caFile: string | null; poolSize: number; statementTimeoutMs: number };
	highLevelBaseUrl: string;
	/** A second HighLevel, for connections that are marked as sandbox; null: none. */
	highLevelSandboxUrl: string | null;
	/** Where owners give consent to the app, when it is not the usual place. */
	highLevelConsentUrl: string | null;
	highLevelApp: { clientId: string; clientSecret: string } | null;
	highLevelWebhookKey: string | null;
	metricsToken: string | null;
	/** Without a slash at its end. */
	traceEndpoint: string | null;
	retention: { eventDays: number; deadDays: number; exchangeDays: number; maxEvents: number; maxExchangeBytes: number };
	/** Addresses, networks and host names that owners may name as receivers though they are not public. */
	outgoingAllow: string[];
	/** Null: no e-mail is sent. */
	mail: { url: string; from: string } | null;
	logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

export interface ConfigFault {
	variable: string;
	/** What to do, never the value itself: it may be a secret. */
	detail: string;
}

export class ConfigError extends Error {
	override readonly name = 'ConfigError';
	readonly faults: ConfigFault[];

	constructor( faults: ConfigFault[] ) {
		super( [
			'The bridge cannot start with this configuration:',
			...faults.map( ( fault ) => `  ${ fault.variable }: ${ fault.detail }` ),
		].join( '\n' ) );
		this.faults = faults;
	}
}

/**
 * @param env Usually `process.env`; an empty value counts as missing, as Compose files pass those on.
 * @throws ConfigError with all faults.
 */
export function loadConfig( env: Record<string, string | undefined> = process.env ): BridgeConfig {
	const given = Object.fromEntries( Object.keys( variables )
		.map( ( name ) => [ name, env[ name ]?.trim() || undefined ] ) );
	const parsed = z.object( variables ).safeParse( given );
	const faults = parsed.success ? [] : parsed.error.issues.map( toFault );
	faults.push( ...checkPair( given, 'HIGHLEVEL_CLIENT_ID', 'HIGHLEVEL_CLIENT_SECRET' ), ...checkPair( given, 'SMTP_URL', 'SMTP_FROM' ), ...checkTogether( given ) );
	if ( ! parsed.success || faults.length > 0 ) {
		throw new ConfigError( faults );
	}
	return toConfig( parsed.data );
}

function toFault( issue: z.core.$ZodIssue ): ConfigFault {
	return { variable: String( issue.path[ 0 ] ), detail: issue.message };
}

/** Half a pair would fail only much later: at the first OAuth call, or at the first mail. */
function checkPair( given: Record<string, string | undefined>, ...pair: [ string, string ] ): ConfigFault[] {
	const missing = pair.filter( ( name ) => given[ name ] === undefined );
	return missing.length === 1
		? [ { variable: missing[ 0 ]!, detail: `Set it too, or leave out ${ pair.find( ( name ) => name !== missing[ 0 ] ) }: they only work together.` } ]
		: [];
}

/** What contradicts itself would otherwise be ignored without a word. */
function checkTogether( given: Record<string, string | undefined> ): ConfigFault[] {
	return [
		...( given[ 'BRIDGE_ENCRYPTION_KEY' ] && given[ 'BRIDGE_ENCRYPTION_KEY_FILE' ]
			? [ { variable: 'BRIDGE_ENCRYPTION_KEY_FILE', detail: 'Give the key or its file, not both.' } ] : [] ),
		...( given[ 'DATABASE_CA_FILE' ] && ! given[ 'DATABASE_URL' ]
			? [ { variable: 'DATABASE_CA_FILE', detail: 'It only makes sense with DATABASE_URL; the embedded PostgreSQL is not reached over a network.' } ] : [] ),
	];
}

function toConfig( raw: RawConfig ): BridgeConfig {
	return {
		host: raw.HOST,
		port: raw.PORT,
		dataDir: resolve( raw.DATA_DIR ),
		databaseUrl: raw.DATABASE_URL ?? null,
		publicUrl: raw.BRIDGE_PUBLIC_URL ?? null,
		pairingCode: raw.BRIDGE_PAIRING_CODE ?? null,
		encryptionKeys: raw.BRIDGE_ENCRYPTION_KEY ?? [],
		encryptionKeyFile: raw.BRIDGE_ENCRYPTION_KEY_FILE === undefined ? null : resolve( raw.BRIDGE_ENCRYPTION_KEY_FILE ),
		database: {
			caFile: raw.DATABASE_CA_FILE === undefined ? null : resolve( raw.DATABASE_CA_FILE ),
			poolSize: raw.DATABASE_POOL_SIZE,
			statementTimeoutMs: raw.DATABASE_STATEMENT_TIMEOUT_SECONDS * 1_000,
		},
		highLevelBaseUrl: raw.HIGHLEVEL_BASE_URL,
		highLevelSandboxUrl: raw.HIGHLEVEL_SANDBOX_URL ?? null,
		highLevelConsentUrl: raw.HIGHLEVEL_CONSENT_URL ?? null,
		highLevelApp: raw.HIGHLEVEL_CLIENT_ID && raw.HIGHLEVEL_CLIENT_SECRET
			? { clientId: raw.HIGHLEVEL_CLIENT_ID, clientSecret: raw.HIGHLEVEL_CLIENT_SECRET }
			: null,
		highLevelWebhookKey: raw.HIGHLEVEL_WEBHOOK_PUBLIC_KEY ?? null,
		metricsToken: raw.METRICS_TOKEN ?? null,
		traceEndpoint: raw.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
		retention: {
			eventDays: raw.RETENTION_EVENT_DAYS,
			deadDays: raw.RETENTION_DEAD_DAYS,
			exchangeDays: raw.RETENTION_EXCHANGE_DAYS,
			maxEvents: raw.RETENTION_MAX_EVENTS,
			maxExchangeBytes: raw.RETENTION_MAX_EXCHANGE_MB * 1_000_000,
		},
		outgoingAllow: raw.OUTGOING_ALLOW ?? [],
		mail: raw.SMTP_URL && raw.SMTP_FROM ? { url: raw.SMTP_URL, from: raw.SMTP_FROM } : null,
		logLevel: raw.LOG_LEVEL,
	};
}

/** The values of a config that must never be seen in a log, whatever their shape. */
export function secretsOf( config: BridgeConfig ): string[] {
	const passwords = [ config.databaseUrl, config.mail?.url ?? null ].map( ( url ) => ( url === null ? '' : new URL( url ).password ) );
	return [
		config.pairingCode, config.highLevelApp?.clientSecret, config.metricsToken, ...passwords, ...passwords.map( decodeURIComponent ),
		...config.encryptionKeys.map( ( key ) => key.toString( 'base64' ) ),
	].filter( ( value ): value is string => Boolean( value ) );
}
