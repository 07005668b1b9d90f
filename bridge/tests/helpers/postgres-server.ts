/** Starts the one PostgreSQL server of a test run, with a migrated template that every test file's database is copied from. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/client.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';

export const TEMPLATE_DATABASE = 'slotbridge_template';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Connection string of the server's `postgres` database. */
		postgresUrl: string;
	}
}

/** vitest calls this once before all files, and what it returns once after them. */
export default async function setup( project: TestProject ): Promise<() => Promise<void>> {
	const dataDir = await mkdtemp( join( tmpdir(), 'slotbridge-test-' ) );
	const log = { info: () => undefined, warn: () => undefined };
	// A test may kill processes but never cuts the power, which is all that fsync guards against.
	const server = await startEmbeddedPostgres( { dataDir, log, settings: { fsync: 'off' } } );
	const postgresUrl = withDatabaseName( server.connectionString, 'postgres' );
	await makeTemplate( postgresUrl );
	project.provide( 'postgresUrl', postgresUrl );
	return async () => {
		await server.stop();
		await rm( dataDir, { recursive: true, force: true } );
	};
}

/** The same server, another database. */
export function withDatabaseName( connectionString: string, name: string ): string {
	const url = new URL( connectionString );
	url.pathname = `/${ name }`;
	return url.href;
}

async function makeTemplate( postgresUrl: string ): Promise<void> {
	const client = new pg.Client( { connectionString: postgresUrl } );
	await client.connect();
	await client.query( `CREATE DATABASE ${ TEMPLATE_DATABASE }` );
	await client.end();
	const template = await openDatabase( { connectionString: withDatabaseName( postgresUrl, TEMPLATE_DATABASE ), poolSize: 1 } );
	await migrate( template.db );
	await template.close();
}
