/** Posts a message to an address that an owner entered: only to where it may go, never further, and with an end to time and size. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { RequestError } from 'got';
import type { AddressRules } from './address-rules.ts';
import { checkAddress, type AddressRefusal } from './check-address.ts';
import { pinAddress, pinnedLookup, systemResolver, type Pinned, type Resolver } from './pin-address.ts';

export interface PostOptions {
	rules: AddressRules;
	/** Fires when the bridge stops. */
	signal?: AbortSignal;
	/** For the whole of it, from the question to DNS to the last byte of the answer, in ms. */
	timeoutMs?: number;
	/** DNS; the system's unless a test plays one that changes its mind. */
	resolve?: Resolver;
}

/** `refused`: the rules forbid it, so trying again is useless until the owner or the operator changes something. */
export type PostResult =
	| { ok: true; status: number }
	| { ok: false; kind: 'refused'; reason: AddressRefusal; detail: string }
	| { ok: false; kind: 'failed'; status: number | null; detail: string };

const TIMEOUT_MS = 10_000;
/** What a receiver answers is not read for its content; this much is let through before the line is cut. */
export const MAX_ANSWER_BYTES = 65_536;

/**
 * Any 2xx is a success. A redirect is not followed: it would take a signed message to somebody whom the owner did not
 * name. The body must be small; it is sent as `application/json`.
 */
export async function postGuarded( address: string, body: string, headers: Record<string, string>, options: PostOptions ): Promise<PostResult> {
	const check = checkAddress( address, options.rules );
	if ( ! check.ok ) {
		return { ok: false, kind: 'refused', reason: check.reason, detail: check.detail };
	}
	const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
	const ending = AbortSignal.any( [ AbortSignal.timeout( timeoutMs ), ...( options.signal ? [ options.signal ] : [] ) ] );
	const pinned = await orEnd( pinAddress( check.url, options.rules, options.resolve ?? systemResolver ), ending );
	if ( pinned === undefined ) {
		return { ok: false, kind: 'failed', status: null, detail: tooSlow( timeoutMs ) };
	}
	if ( ! pinned.ok ) {
		return pinned.reason === 'unknown_host'
			? { ok: false, kind: 'failed', status: null, detail: pinned.detail }
			: { ok: false, kind: 'refused', reason: pinned.reason, detail: pinned.detail };
	}
	return post( check.url, body, headers, pinned.addresses, ending, timeoutMs );
}

/** Undefined when the time was over first: the system's resolver knows no time-out. */
async function orEnd( pinning: Promise<Pinned>, ending: AbortSignal ): Promise<Pinned | undefined> {
	const over = new Promise<undefined>( ( resolve ) => {
		ending.addEventListener( 'abort', () => resolve( undefined ), { once: true } );
		if ( ending.aborted ) {
			resolve( undefined );
		}
	} );
	return Promise.race( [ pinning, over ] );
}

async function post( url: URL, body: string, headers: Record<string, string>, addresses: Parameters<typeof pinnedLookup>[ 0 ], ending: AbortSignal, timeoutMs: number ): Promise<PostResult> {
	// Agents of its own: a connection that another call had kept open would not have passed these rules.
	const agent = { http: new HttpAgent( { keepAlive: false } ), https: new HttpsAgent( { keepAlive: false } ) };
	const tooMuch = new AbortController();
	try {
		const request = got.post( url, {
			body,
			headers: { 'content-type': 'application/json', 'user-agent': 'SlotBridge-bridge', ...headers },
			agent,
			dnsLookup: pinnedLookup( addresses ),
			signal: AbortSignal.any( [ ending, tooMuch.signal ] ),
			timeout: { request: timeoutMs },
			retry: { limit: 0 },
			followRedirect: false,
			throwHttpErrors: false,
			// A small answer that unpacks into a large one is never unpacked.
			decompress: false,
		} );
		void request.on( 'downloadProgress', ( { transferred } ) => {
			if ( transferred > MAX_ANSWER_BYTES ) {
				tooMuch.abort();
			}
		} );
		const { statusCode, headers: answered } = await request;
		return statusCode >= 200 && statusCode < 300 ? { ok: true, status: statusCode } : { ok: false, kind: 'failed', status: statusCode, detail: refusedBy( statusCode, answered.location ) };
	} catch ( error ) {
		if ( ! ( error instanceof RequestError ) && ! ending.aborted && ! tooMuch.signal.aborted ) {
			throw error;
		}
		const detail = tooMuch.signal.aborted ? 'The receiver answered with far more than an answer should be.' : ending.aborted ? tooSlow( timeoutMs ) : inWords( error as RequestError );
		return { ok: false, kind: 'failed', status: null, detail };
	} finally {
		agent.http.destroy();
		agent.https.destroy();
	}
}

function refusedBy( status: number, location: string | undefined ): string {
	return location === undefined ? `The receiver answered ${ status }.` : `The receiver answered ${ status } (a redirect, which is not followed: enter the address that it leads to).`;
}

const tooSlow = ( ms: number ) => `The receiver did not answer within ${ ms / 1000 } seconds.`;

function inWords( error: RequestError ): string {
	const words: Record<string, string> = {
		ECONNREFUSED: 'The receiver refuses connections.',
		ETIMEDOUT: 'The receiver did not answer in time.',
		ECONNRESET: 'The receiver cut the connection.',
	};
	return words[ error.code ] ?? `The receiver could not be reached (${ error.code }).`;
}
