/** Reaches the embedded PostgreSQL of a data folder for a moment, whether or not a bridge runs on it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER_DATABASE, CLUSTER_USER, isAlive, openCluster, readPostmaster } from './embedded-cluster.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface ReachedDatabase {
	connectionString: string;
	/** Leaves the server as it was found. */
	leave(): Promise<void>;
}

/**
 * For reading only: a running bridge's server is used beside it, a stopped one is started and stopped again.
 *
 * @throws Error when the folder has no database.
 */
export async function reachEmbedded( dataDir: string ): Promise<ReachedDatabase> {
	if ( ! existsSync( join( dataDir, 'postgres', 'PG_VERSION' ) ) ) {
		throw new Error( `There is no embedded database in ${ dataDir }. Set DATA_DIR, or DATABASE_URL where the bridge uses a server.` );
	}
	const cluster = await openCluster( dataDir );
	const running = await readPostmaster( cluster );
	if ( running && await isAlive( running.pid ) ) {
		return { connectionString: `postgres://${ CLUSTER_USER }:${ cluster.password }@127.0.0.1:${ running.port }/${ CLUSTER_DATABASE }`, leave: async () => undefined };
	}
	return ownEmbedded( dataDir );
}

/** For writing, or for moving away: nobody else may have the folder. @throws Error when a bridge runs on it. */
export async function ownEmbedded( dataDir: string ): Promise<ReachedDatabase> {
	const server = await startEmbeddedPostgres( { dataDir, log: { info: () => undefined, warn: () => undefined } } );
	return { connectionString: server.connectionString, leave: () => server.stop() };
}
