/** A fresh embedded PostgreSQL with the bridge's tables and one site in it, gone again at the end. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type OpenDatabase } from '../src/database/client.ts';
import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { migrate } from '../src/database/migrate.ts';

export interface FreshDatabase extends OpenDatabase {
	connectionString: string;
	siteId: string;
	/** As the server calls it: "18.1". */
	version: string;
}

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Settings are those of a bridge in use: every commit is on the disk before it counts. */
export async function withFreshDatabase<T>( work: ( database: FreshDatabase ) => Promise<T> ): Promise<T> {
	const dataDir = await mkdtemp( join( tmpdir(), 'slotbridge-bench-' ) );
	const server = await startEmbeddedPostgres( { dataDir, log: quiet } );
	try {
		const database = await openDatabase( { connectionString: server.connectionString } );
		try {
			await migrate( database.db );
			const siteId = randomUUID();
			await database.db.insertInto( 'site' ).values( { id: siteId, url: `https://${ siteId }.example`, name: 'Bench', secret: 'sealed' } ).execute();
			const { rows } = await database.pool.query<{ server_version: string }>( 'SHOW server_version' );
			return await work( { ...database, connectionString: server.connectionString, siteId, version: rows[ 0 ]?.server_version ?? 'unknown' } );
		} finally {
			await database.close();
		}
	} finally {
		await server.stop();
		await rm( dataDir, { recursive: true, force: true } );
	}
}
