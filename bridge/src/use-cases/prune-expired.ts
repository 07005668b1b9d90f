/** Now and then, takes away what only time makes useless: used tokens each minute, old events and exchanges each hour. */
import type { Logger } from 'pino';
import type { Db } from '../database/client.ts';
import { pruneHighLevelEvents } from '../database/highlevel-events.ts';
import { pruneStates } from '../database/oauth-states.ts';
import { pruneFailures } from '../database/pairing-failures.ts';
import { pruneTokens } from '../database/seen-tokens.ts';
import { applyRetention, type RetentionLimits } from './apply-retention.ts';

const TOKENS_MS = 60_000;
const RETENTION_MS = 3_600_000;
/** Soon enough for the days that a bridge which was off for long needs, late enough not to slow its start. */
const FIRST_RETENTION_MS = 15_000;

/** @returns Stops it, after the batch under way has ended. */
export function startPruning( db: Db, log: Logger, limits: RetentionLimits ): () => Promise<void> {
	const stopping = new AbortController();
	let expired: Promise<unknown> = Promise.resolve();
	let retention: Promise<unknown> = Promise.resolve();
	const retain = () => {
		retention = retention.then( () => oneRound( db, log, limits, stopping.signal ) );
	};
	const timers = [
		setInterval( () => {
			expired = Promise.all( [ pruneTokens( db ), pruneStates( db ), pruneHighLevelEvents( db ), pruneFailures( db ) ] ).catch( ( error: unknown ) => log.warn( { err: error }, 'What has expired could not be pruned' ) );
		}, TOKENS_MS ),
		setInterval( retain, RETENTION_MS ),
		setTimeout( retain, FIRST_RETENTION_MS ),
	];
	return async () => {
		stopping.abort();
		timers.forEach( ( timer ) => clearTimeout( timer ) );
		await Promise.all( [ expired, retention ] );
	};
}

async function oneRound( db: Db, log: Logger, limits: RetentionLimits, signal: AbortSignal ): Promise<void> {
	try {
		const report = await applyRetention( db, limits, { signal, onBusy: () => log.info( 'Exchanges of a day are being read at this moment; their turn comes again in an hour' ) } );
		if ( report.events > 0 || report.exchangeDays > 0 ) {
			log.info( report, 'Old events and exchanges were removed' );
		}
	} catch ( error ) {
		log.warn( { err: error }, 'Old events could not be removed; it is tried again in an hour' );
	}
}
