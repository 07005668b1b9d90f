/** Looks at every active connection once a day: is its token still good, have its scopes changed, has its agency new locations? */
import type { Logger } from 'pino';
import { claimAgenciesToProbe } from '../database/agencies.ts';
import { claimConnectionsToProbe, probeAgainIn } from '../database/probes.ts';
import type { ConnectionRow } from '../database/connections.ts';
import { connectAgencyLocations } from './oauth/agency-locations.ts';
import type { KeepLocationDeps } from './oauth/keep-location.ts';
import { isAboutToken, recheck, type RecheckDeps } from './recheck-connection.ts';

export type ProbeDeps = RecheckDeps & KeepLocationDeps & { log: Logger };

const EVERY_MS = 5 * 60_000;
const BATCH = 20;
/** HighLevel was away: that is no answer, so it is asked again before the day is over. */
const AGAIN_S = 3_600;

/** @returns Stops it, after a look under way has ended. */
export function startProbing( deps: ProbeDeps, everyMs: number = EVERY_MS ): () => Promise<void> {
	let running: Promise<unknown> = Promise.resolve();
	let stopped = false;
	const timer = setInterval( () => {
		running = running.then( () => probeDue( deps, () => stopped ) )
			.catch( ( error: unknown ) => deps.log.warn( { err: error }, 'Connections could not be looked at' ) );
	}, everyMs );
	return async () => {
		stopped = true;
		clearInterval( timer );
		await running;
	};
}

/**
 * Each is claimed by one replica, which moves its next time first: a replica that dies skips a look, and none is done twice.
 *
 * @returns How many were looked at.
 */
export async function probeDue( deps: ProbeDeps, stopped: () => boolean = () => false ): Promise<number> {
	const due = await claimConnectionsToProbe( deps.db, BATCH );
	for ( const connection of due ) {
		if ( stopped() ) {
			await probeAgainIn( deps.db, connection.site_id, connection.id, 0 );
		} else {
			await probe( deps, connection );
		}
	}
	for ( const agency of stopped() ? [] : await claimAgenciesToProbe( deps.db, BATCH ) ) {
		await connectAgencyLocations( deps, agency )
			.catch( ( error: unknown ) => deps.log.warn( { err: error, siteId: agency.site_id }, 'The locations of an agency could not be looked through' ) );
	}
	return due.length;
}

/** In the background's share of the limit: nobody waits for it. */
async function probe( deps: ProbeDeps, connection: ConnectionRow ): Promise<void> {
	const about = { siteId: connection.site_id, connectionId: connection.id };
	try {
		const test = await recheck( deps, connection, { priority: 'background', breakOnScopes: false } );
		if ( ! isAboutToken( test ) ) {
			await probeAgainIn( deps.db, connection.site_id, connection.id, AGAIN_S );
		} else if ( ! test.ok ) {
			deps.log.warn( { ...about, problems: test.problems.map( ( problem ) => problem.code ) }, 'The daily look found something wrong with a connection' );
		}
	} catch ( error ) {
		deps.log.warn( { err: error, ...about }, 'A connection could not be looked at' );
		await probeAgainIn( deps.db, connection.site_id, connection.id, AGAIN_S );
	}
}
