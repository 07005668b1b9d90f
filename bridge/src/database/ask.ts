/** The smallest question there is: does the database answer? */
import { sql } from 'kysely';
import type { Db } from './client.ts';

/** @throws whatever keeps it from answering. */
export async function ask( db: Db ): Promise<void> {
	await sql`SELECT 1`.execute( db );
}
