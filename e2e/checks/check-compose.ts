/** Checks docker-compose.yml: with Docker's own client where there is one that can, and by our rules everywhere. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rootDir } from '../base/paths.ts';
import { runCommand, tail } from '../base/run-command.ts';
import { checkCompose } from './compose-rules.ts';
import { checked, type Outcome } from './outcome.ts';

/** Stand-ins for what the file asks of the environment. */
const environment = { WORDPRESS_DB_PASSWORD: 'x', POSTGRES_PASSWORD: 'x', BRIDGE_ENCRYPTION_KEY: 'x' };

async function askDocker( file: string ): Promise<string[]> {
	const client = await runCommand( 'docker', [ 'compose', 'version' ], { timeoutMs: 20_000 } );
	if ( ! client.ok ) {
		return [];
	}
	const verdict = await runCommand( 'docker', [ 'compose', '--file', file, 'config', '--quiet' ], { env: environment, timeoutMs: 60_000 } );
	return verdict.ok ? [] : [ tail( verdict.output, 5 ) ];
}

export async function checkComposeFile(): Promise<Outcome> {
	const file = join( rootDir, 'docker-compose.yml' );
	const faults = checkCompose( parse( await readFile( file, 'utf8' ), { merge: true } ) );
	return checked( 'docker-compose.yml', [ ...faults, ...( await askDocker( file ) ) ] );
}
