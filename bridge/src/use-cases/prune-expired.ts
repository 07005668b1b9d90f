/** Once a minute, takes away what only time makes useless. */
import type { Logger } from 'pino';
import type { Db } from '../database/client.ts';
import { pruneHighLevelEvents } from '../database/highlevel-events.ts';
import { pruneStates } from '../database/oauth-states.ts';
import { pruneTokens } from '../database/seen-tokens.ts';

const EVERY_MS = 60_000;

/** @returns Stops it, after a pruning under way has ended. */
export function startPruning( db: Db, log: Logger ): () => Promise<void> {
	let running: Promise<unknown> = Promise.resolve();
	const timer = setInterval( () => {
		running = Promise.all( [ pruneTokens( db ), pruneStates( db ), pruneHighLevelEvents( db ) ] ).catch( ( error: unknown ) => log.warn( { err: error }, 'What has expired could not be pruned' ) );
	}, EVERY_MS );
	return async () => {
		clearInterval( timer );
		await running;
	};
}
