/** A site as the bridge sees one: it pairs by a code and signs each request, with nothing of WordPress around it. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { sleep } from '../base/poll-until.ts';

export interface Envelope {
	id: string;
	[ key: string ]: unknown;
}

/** What the bridge keeps of a site's queue. */
export interface QueueReport {
	pending: number;
	retrying: number;
	waiting: number;
	dead: number;
}

const base64url = ( value: string ): string => Buffer.from( value ).toString( 'base64url' );

export class SignedSite {
	readonly #bridgeUrl: string;
	readonly #pairing: { siteId: string; secret: string; bridgeId: string };
	#sequence = 0;

	constructor( bridgeUrl: string, pairing: { siteId: string; secret: string; bridgeId: string } ) {
		this.#bridgeUrl = bridgeUrl;
		this.#pairing = pairing;
	}

	/** The envelope of an edit of a calendar, of now; `change` overrides fields of its snapshot. */
	edit( calendar: number, change: Record<string, unknown> = {} ): Envelope {
		this.#sequence += 1;
		return {
			specversion: '1.0', id: randomUUID(), source: 'https://bench.example', type: 'com.slotbridge.calendar.updated', subject: `calendar/${ calendar }`,
			time: new Date().toISOString(), sequence: this.#sequence,
			data: {
				changed: [ 'name' ],
				entity: {
					id: calendar, name: `Coaching ${ calendar }`, description: 'An hour for members', slug: `coaching-${ calendar }`, timeZone: 'Europe/Berlin', color: '#1a2b3c',
					type: 'event', status: 'active', durationMinutes: 30, intervalMinutes: 30, bufferMinutes: 0, openHours: [], reminders: [], hosts: [], group: null, audience: null, ...change,
				},
			},
		};
	}

	/** Sends events as the plugin does, at most 50 a call. @throws Error unless every one is accepted. */
	async send( events: readonly Envelope[] ): Promise<void> {
		const { accepted } = await this.call<{ accepted: string[] }>( 'POST', '/v1/events', events, 'application/cloudevents-batch+json' );
		if ( accepted.length !== events.length ) {
			throw new Error( `the bridge accepted ${ accepted.length } of ${ events.length } events` );
		}
	}

	async queue(): Promise<QueueReport> {
		return ( await this.call<{ queue: QueueReport }>( 'GET', '/v1/pair' ) ).queue;
	}

	/** The body of a 2xx answer; waits and asks again where the bridge says that it was too much at once. */
	async call<T>( method: string, path: string, body?: unknown, mediaType = 'application/json' ): Promise<T> {
		const text = body === undefined ? '' : JSON.stringify( body );
		for ( ;; ) {
			const response = await fetch( this.#bridgeUrl + path, {
				method,
				headers: { authorization: `Bearer ${ this.#sign( method, path, text ) }`, ...( body === undefined ? {} : { 'content-type': mediaType } ) },
				...( body === undefined ? {} : { body: text } ),
			} );
			const answer = await response.text();
			if ( response.ok ) {
				return ( answer === '' ? undefined : JSON.parse( answer ) ) as T;
			}
			if ( response.status !== 429 ) {
				throw new Error( `the bridge answered ${ method } ${ path } with ${ response.status }: ${ answer }` );
			}
			await sleep( 1000 * Number( response.headers.get( 'retry-after' ) ?? 1 ) );
		}
	}

	/** RFC 7519 with the claims of RFC 9449 and the hash of the body, as `bridge/README.md` tells. */
	#sign( method: string, path: string, body: string ): string {
		const now = Math.floor( Date.now() / 1000 );
		const claims = {
			iss: this.#pairing.siteId, aud: this.#pairing.bridgeId, iat: now, exp: now + 60, jti: randomUUID(),
			htm: method, htu: `${ this.#bridgeUrl }${ path.split( '?' )[ 0 ] }`, bsha: createHash( 'sha256' ).update( body ).digest( 'base64url' ),
		};
		const signed = `${ base64url( JSON.stringify( { alg: 'HS256', typ: 'JWT' } ) ) }.${ base64url( JSON.stringify( claims ) ) }`;
		return `${ signed }.${ createHmac( 'sha256', this.#pairing.secret ).update( signed ).digest( 'base64url' ) }`;
	}
}

/** Pairs a site of that address. @throws Error with the bridge's words when the code is not taken. */
export async function pairByCode( bridgeUrl: string, code: string | null, url: string ): Promise<SignedSite> {
	const response = await fetch( `${ bridgeUrl }/v1/pair`, {
		method: 'POST', headers: { 'content-type': 'application/json' },
		body: JSON.stringify( { code, site: { url, name: 'Bench', callbackUrl: null, pluginVersion: null, wordpressVersion: null } } ),
	} );
	const body = await response.text();
	if ( response.status !== 201 ) {
		throw new Error( `the bridge did not pair: ${ body }` );
	}
	return new SignedSite( bridgeUrl, JSON.parse( body ) as { siteId: string; secret: string; bridgeId: string } );
}
