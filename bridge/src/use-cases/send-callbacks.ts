/** Brings the table `callback` to the sites: takes due messages, signs and sends them, and tries again later. */
import type { Logger } from 'pino';
import { claimDueCallbacks, deleteCallback, postponeCallback, returnCallbacks, type DueCallback } from '../database/callbacks.ts';
import type { Db } from '../database/client.ts';
import { callbackPause, MAX_TRIES } from '../wordpress/callback-backoff.ts';
import { postCallback } from '../wordpress/post-callback.ts';
import { signCallback } from '../wordpress/sign-callback.ts';
import { allOrFirstFailure, createPollLoop, type PollLoop } from './poll-loop.ts';

export interface CallbackSenderOptions {
	db: Db;
	openSecret( sealed: string ): string;
	log: Logger;
	/** Pause between two looks at the table when nothing is due, in ms. */
	pollMs?: number;
	/** Replaces the pause after a failed try; tests need not wait for hours. */
	pause?( tries: number ): number;
}

/** `stop` ends the calls under way and gives their messages back, untried. */
export type CallbackSender = PollLoop;

const BATCH = 20;
/** Longer than a batch for one site can take; after it, another process takes over from one that was killed. */
const LEASE_SECONDS = 300;

export function createCallbackSender( options: CallbackSenderOptions ): CallbackSender {
	const { db, log, pollMs = 1_000 } = options;
	return createPollLoop( { log, failure: 'Messages to sites could not be sent', pollMs }, async ( signal ) => {
		const due = await claimDueCallbacks( db, BATCH, LEASE_SECONDS );
		// Sites side by side, so that one that hangs does not hold up the others; one site's messages in their order.
		const bySite = Map.groupBy( due, ( callback ) => callback.site_id );
		await allOrFirstFailure( [ ...bySite.values() ].map( ( callbacks ) => sendInOrder( options, callbacks, signal ) ) );
		return due.length === BATCH;
	} );
}

async function sendInOrder( options: CallbackSenderOptions, callbacks: readonly DueCallback[], signal: AbortSignal ): Promise<void> {
	for ( const [ index, callback ] of callbacks.entries() ) {
		const delivered = ! signal.aborted && await send( options, callback, signal );
		if ( ! delivered ) {
			// What does not go through now will not a moment later either; the rest keeps its order behind it.
			await returnCallbacks( options.db, callbacks.slice( signal.aborted ? index : index + 1 ).map( ( rest ) => rest.id ) );
			return;
		}
	}
}

async function send( { db, openSecret, log, pause = callbackPause }: CallbackSenderOptions, callback: DueCallback, signal: AbortSignal ): Promise<boolean> {
	const body = JSON.stringify( callback.body );
	const secrets = [ callback.secret, callback.previous_secret ].filter( ( sealed ) => sealed !== null ).map( openSecret );
	const result = await postCallback( callback.callback_url, body, signCallback( callback.id, body, secrets ), signal );
	if ( result.ok ) {
		await deleteCallback( db, callback.id );
		return true;
	}
	if ( signal.aborted ) {
		return false;
	}
	const details = { siteId: callback.site_id, callbackId: callback.id, tries: callback.attempts, reason: result.reason };
	if ( callback.attempts >= MAX_TRIES ) {
		await deleteCallback( db, callback.id );
		log.warn( details, 'A message to a site was given up' );
	} else {
		await postponeCallback( db, callback.id, pause( callback.attempts ), result.reason );
		log.info( details, 'A message to a site did not go through; it is sent again later' );
	}
	return false;
}
