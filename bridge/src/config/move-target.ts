/** Where `npm run backup -- move` moves the database to: from the environment, as arguments can be read by everybody on the machine. */
import { ConfigError } from './load-config.ts';
import { variables } from './variables.ts';

/**
 * @returns Null when MOVE_TO_DATABASE_URL is not set.
 * @throws ConfigError when it is no address of a PostgreSQL.
 */
export function moveTarget( env: Record<string, string | undefined> = process.env ): string | null {
	const given = variables.DATABASE_URL.safeParse( env[ 'MOVE_TO_DATABASE_URL' ]?.trim() || undefined );
	if ( ! given.success ) {
		throw new ConfigError( [ { variable: 'MOVE_TO_DATABASE_URL', detail: 'Give an address such as postgres://user:password@host:5432/name.' } ] );
	}
	return given.data ?? null;
}
