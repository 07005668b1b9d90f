/** Every sealed value of the database in one list, to check the key against it and to seal it anew. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export interface SealedSecret {
	table: 'site' | 'connection';
	column: 'secret' | 'previous_secret' | 'token';
	id: string;
	sealed: string;
}

/** Works on a database without tables too: nothing is sealed there yet. */
export async function listSealedSecrets( db: Db | Trx ): Promise<SealedSecret[]> {
	const { rows: [ tables ] } = await sql<{ there: boolean }>`
		SELECT to_regclass('site') IS NOT NULL AND to_regclass('connection') IS NOT NULL AS there`.execute( db );
	if ( ! tables?.there ) {
		return [];
	}
	const { rows } = await sql<SealedSecret>`
		SELECT 'site' AS table, 'secret' AS column, id, secret AS sealed FROM site
		UNION ALL SELECT 'site', 'previous_secret', id, previous_secret FROM site WHERE previous_secret IS NOT NULL
		UNION ALL SELECT 'connection', 'token', id, token FROM connection WHERE token <> ''`.execute( db );
	return rows;
}

/** Replaces one sealed value, unless it was changed in the meantime. */
export async function replaceSealedSecret( db: Db | Trx, old: SealedSecret, sealed: string ): Promise<void> {
	await sql`UPDATE ${ sql.table( old.table ) } SET ${ sql.ref( old.column ) } = ${ sealed }
		WHERE id = ${ old.id } AND ${ sql.ref( old.column ) } = ${ old.sealed }`.execute( db );
}
