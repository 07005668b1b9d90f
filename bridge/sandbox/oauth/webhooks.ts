/** INSTALL and UNINSTALL on their way to the app, signed as HighLevel signs: Ed25519 over the raw body. */
import { createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import type { World } from '../world/world.ts';
import { appIdOf } from './begin.ts';

/** Only a 429 is tried again, so often; everything else is the end of it. */
const MAX_TRIES = 6;
const TIMEOUT_MS = 10_000;

export interface Delivery {
	webhookId: string;
	type: string;
	tries: number;
	/** Of the last answer; null when there was none. */
	status: number | null;
	/** Nothing more will be tried. */
	over: boolean;
}

export class Webhooks {
	readonly deliveries: Delivery[] = [];
	readonly #world: World;

	constructor( world: World ) {
		this.#world = world;
	}

	/** The key that the app checks signatures with, as PEM. */
	get publicKey(): string {
		return createPublicKey( createPrivateKey( this.#world.state.oauth.app.privateKey ) ).export( { type: 'spki', format: 'pem' } ).toString();
	}

	/** Sends without being waited for. */
	send( type: 'INSTALL' | 'UNINSTALL', where: { locationId?: string; companyId?: string }, own: { webhookId?: string; timestamp?: string } = {} ): Delivery {
		const { app } = this.#world.state.oauth;
		const delivery: Delivery = { webhookId: own.webhookId ?? randomUUID(), type, tries: 0, status: null, over: app.webhookUrl === null };
		this.deliveries.push( delivery );
		if ( app.webhookUrl !== null ) {
			const body = JSON.stringify( { type, appId: appIdOf( app ), versionId: appIdOf( app ), ...where, timestamp: own.timestamp ?? new Date().toISOString(), webhookId: delivery.webhookId } );
			void this.#deliver( app.webhookUrl, body, delivery );
		}
		return delivery;
	}

	async #deliver( url: string, body: string, delivery: Delivery ): Promise<void> {
		const { privateKey, webhookRetryMs } = this.#world.state.oauth.app;
		delivery.tries++;
		try {
			const answer = await fetch( url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-ghl-signature': sign( null, Buffer.from( body ), createPrivateKey( privateKey ) ).toString( 'base64' ) },
				body,
				signal: AbortSignal.timeout( TIMEOUT_MS ),
			} );
			delivery.status = answer.status;
			await answer.body?.cancel();
		} catch {
			delivery.status = null;
		}
		if ( delivery.status !== 429 || delivery.tries >= MAX_TRIES ) {
			delivery.over = true;
			return;
		}
		setTimeout( () => void this.#deliver( url, body, delivery ), webhookRetryMs ).unref();
	}
}
