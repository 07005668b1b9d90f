/** A bridge's HTTP side on a real port and a real database, and a site that signs as the plugin does. */
import { createHash, randomUUID, randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { SignJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, expect } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { ensureBridgeId } from '../../src/database/bridge-identity.ts';
import { addPairingCode } from '../../src/database/pairing-codes.ts';
import { hashPairingCode, makePairingCode } from '../../src/crypto/pairing-code.ts';
import { answerStarting } from '../../src/http/answer-starting.ts';
import { createApp, type AppOptions } from '../../src/http/create-app.ts';
import { listen } from '../../src/http/http-server.ts';
import { createRoutes } from '../../src/http/routes/index.ts';
import type { Route } from '../../src/http/route.ts';
import { createBudget } from '../../src/lanes/budget.ts';
import { guardBudget } from '../../src/lanes/circuit-breaker.ts';
import { createLaneQueue } from '../../src/lanes/lane-queue.ts';
import { wakeWaiting } from '../../src/lanes/wake-waiting.ts';
import { makeAddressRules } from '../../src/outgoing/address-rules.ts';
import { createMailer } from '../../src/outgoing/send-mail.ts';
import type { BridgeDeps } from '../../src/use-cases/bridge-deps.ts';
import { createTokenKeeper } from '../../src/use-cases/tokens/token-keeper.ts';
import { withDatabase, type TestDatabase } from '../helpers/with-database.ts';

export interface TestBridge {
	readonly url: string;
	readonly deps: BridgeDeps;
	readonly database: TestDatabase;
	/** Everything that was logged so far, at level trace. */
	readonly logged: string;
	/** A code that pairs one site. */
	newCode( expiresAt?: Date | null ): Promise<string>;
	/** A site that is paired by HTTP. */
	pair( url?: string, callbackUrl?: string ): Promise<TestSite>;
}

export interface BridgeSettings {
	publicUrl?: string;
	/** Asked when the bridge is made, so that a server that was started in an earlier hook can be named. */
	highLevelBaseUrl?: () => string;
	/** Whatever else of the bridge's deps a test sets, at the same moment. */
	more?: () => Partial<BridgeDeps>;
	/** Receivers that owners may name; none when left out. */
	outgoingAllow?: string[];
	/** Of one site at all doors; the usual ones when left out. */
	siteLimits?: AppOptions[ 'siteLimits' ];
	/** Asked when the bridge is made; without it there is no mail server. */
	smtpUrl?: () => string;
}

/** Call at the top of a test file; the bridge is there inside tests and later hooks. */
export function withBridge( settings: BridgeSettings = {} ): TestBridge {
	const database = withDatabase();
	const log = collectLog();
	const bridge = {
		url: '', deps: undefined as unknown as BridgeDeps, database,
		get logged() {
			return log.text();
		},
		newCode: async ( expiresAt: Date | null = null ) => {
			const code = makePairingCode();
			await addPairingCode( database.db, hashPairingCode( code ), expiresAt );
			return code;
		},
		pair: async ( url = `https://${ randomUUID() }.example`, callbackUrl?: string ) => {
			const answer = await post( `${ bridge.url }/v1/pair`, { code: await bridge.newCode(), site: { ...siteDetails( url ), ...( callbackUrl && { callbackUrl } ) } } );
			expect( answer.status ).toBe( 201 );
			return new TestSite( bridge.url, answer.body as Pairing, routes );
		},
	};
	let routes: Route[] = [];
	let close = async (): Promise<void> => undefined;
	beforeAll( async () => {
		const queue = createLaneQueue( { db: database.db, pool: database.pool, log: log.logger } );
		await queue.start();
		const box = createSecretBox( [ randomBytes( 32 ) ] );
		const places = { highLevelBaseUrl: settings.highLevelBaseUrl?.() ?? 'http://127.0.0.1:9', ...settings.more?.() };
		bridge.deps = {
			db: database.db, box, queue, log: log.logger,
			bridge: { id: await ensureBridgeId( database.db ), version: '0.0.0-test' },
			budget: guardBudget( createBudget( { db: database.db } ), { db: database.db, log: log.logger } ),
			wakeWaiting: ( siteId ) => wakeWaiting( { db: database.db, queue }, siteId ),
			outgoing: makeAddressRules( settings.outgoingAllow ?? [], { port: () => Number( new URL( bridge.url ).port ), publicHost: null } ),
			mailer: settings.smtpUrl ? createMailer( { url: settings.smtpUrl(), from: 'SlotBridge <alerts@bridge.example>' } ) : null,
			...places, tokens: createTokenKeeper( { db: database.db, box, ...places, log: log.logger } ),
		};
		const options: AppOptions = { deps: bridge.deps, publicUrl: settings.publicUrl ?? null, siteLimits: settings.siteLimits, readiness: async () => ( { database: true, lanes: true } ) };
		routes = createRoutes( options );
		const server = await listen( '127.0.0.1', 0, answerStarting );
		server.serve( createApp( options ) );
		bridge.url = server.url;
		close = async () => {
			await server.close( 1_000 );
			await queue.stop();
		};
	} );
	afterAll( () => close() );
	return bridge;
}

export function siteDetails( url: string ) {
	return { url, name: 'Test site', callbackUrl: `${ url }/wp-json/slotbridge/v1/callback`, pluginVersion: '0.1.0', wordpressVersion: '7.1.3' };
}

function collectLog() {
	const lines: string[] = [];
	const destination = new Writable( { write( chunk, _encoding, done ) {
		lines.push( String( chunk ) );
		done();
	} } );
	return { logger: createLogger( { level: 'trace', destination } ), text: () => lines.join( '' ) };
}

export interface Answer {
	status: number;
	headers: Headers;
	// Tests read whatever a door answers; its shape is checked against the route's own schema.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
	text: string;
}

export async function readAnswer( response: Response ): Promise<Answer> {
	const text = await response.text();
	const isJson = response.headers.get( 'content-type' )?.includes( 'json' );
	return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse( text ) : undefined };
}

export async function post( url: string, body: unknown, headers: Record<string, string> = {} ): Promise<Answer> {
	return readAnswer( await fetch( url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify( body ) } ) );
}

export interface Pairing {
	siteId: string;
	secret: string;
	bridgeId: string;
	bridgeVersion: string;
}

export interface CallOptions {
	body?: unknown;
	/** The body as it goes over the wire, instead of `body` as JSON. */
	raw?: string | Uint8Array<ArrayBuffer>;
	mediaType?: string;
	headers?: Record<string, string>;
	/** Replaces claims of the token; undefined takes one out. */
	claims?: Record<string, unknown>;
	/** What is signed instead of the real body. */
	signedBody?: string;
	secret?: string;
	token?: string;
}

export class TestSite {
	readonly bridgeUrl: string;
	readonly routes: Route[];
	pairing: Pairing;

	constructor( bridgeUrl: string, pairing: Pairing, routes: Route[] ) {
		this.bridgeUrl = bridgeUrl;
		this.pairing = pairing;
		this.routes = routes;
	}

	get id(): string {
		return this.pairing.siteId;
	}

	/** Sends a signed request; a good answer is checked against the schema of its door. */
	async call( method: string, path: string, options: CallOptions = {} ): Promise<Answer> {
		const body = options.raw ?? ( options.body === undefined ? undefined : JSON.stringify( options.body ) );
		const token = options.token ?? await this.sign( method, path, options.signedBody ?? body ?? '', options );
		const answer = await readAnswer( await fetch( this.bridgeUrl + path, {
			method,
			headers: { authorization: `Bearer ${ token }`, ...( body !== undefined && { 'content-type': options.mediaType ?? 'application/json' } ), ...options.headers },
			...( body !== undefined && { body } ),
		} ) );
		this.#checkShape( method, path, answer );
		return answer;
	}

	/** As the plugin does it: RFC 7519 with the claims of RFC 9449 and the hash of the body. */
	async sign( method: string, path: string, body: string | Uint8Array, options: Pick<CallOptions, 'claims' | 'secret'> = {} ): Promise<string> {
		const now = Math.floor( Date.now() / 1000 );
		const claims = {
			iss: this.id, aud: this.pairing.bridgeId, iat: now, exp: now + 60, jti: randomUUID(),
			htm: method, htu: `${ this.bridgeUrl }${ path.split( '?' )[ 0 ] }`,
			bsha: createHash( 'sha256' ).update( body ).digest( 'base64url' ),
			...options.claims,
		};
		const payload = Object.fromEntries( Object.entries( claims ).filter( ( [ , value ] ) => value !== undefined ) ) as JWTPayload;
		return new SignJWT( payload ).setProtectedHeader( { alg: 'HS256', typ: 'JWT' } ).sign( new TextEncoder().encode( options.secret ?? this.pairing.secret ) );
	}

	#checkShape( method: string, path: string, answer: Answer ): void {
		if ( answer.status >= 300 || answer.body === undefined ) {
			return;
		}
		const plain = path.split( '?' )[ 0 ]!;
		const route = this.routes.find( ( candidate ) => candidate.method === method.toLowerCase()
			&& new RegExp( `^${ candidate.path.replaceAll( /:\w+/g, '[^/]+' ) }$` ).test( plain ) );
		const schema = route?.answers[ answer.status ]?.schema;
		expect( schema, `${ method } ${ plain } does not say that it answers ${ answer.status }` ).toBeDefined();
		const checked = schema!.safeParse( answer.body );
		expect( checked.error?.issues ?? [] ).toEqual( [] );
	}
}
