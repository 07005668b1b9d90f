/** Every sealed value of the database in one list, to check the key against it and to seal it anew. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export interface SealedSecret {
	table: 'site' | 'connection' | 'agency';
	column: 'secret' | 'previous_secret' | 'token' | 'next_token' | 'refresh_token';
	id: string;
	sealed: string;
}

/** Works on a database without tables too: nothing is sealed there yet. */
export async function listSealedSecrets( db: Db | Trx ): Promise<SealedSecret[]> {
	const { rows: [ tables ] } = await sql<{ there: boolean; tokens: boolean }>`
		SELECT to_regclass('site') IS NOT NULL AND to_regclass('connection') IS NOT NULL AS there, to_regclass('agency') IS NOT NULL AS tokens`.execute( db );
	if ( ! tables?.there ) {
		return [];
	}
	const { rows } = await sql<SealedSecret>`
		SELECT 'site' AS table, 'secret' AS column, id, secret AS sealed FROM site
		UNION ALL SELECT 'site', 'previous_secret', id, previous_secret FROM site WHERE previous_secret IS NOT NULL
		UNION ALL SELECT 'connection', 'token', id, token FROM connection WHERE token <> ''`.execute( db );
	return tables.tokens ? [ ...rows, ...await listLaterTokens( db ) ] : rows;
}

/** Those that came with migration 004: this list is made before the migrations run. */
async function listLaterTokens( db: Db | Trx ): Promise<SealedSecret[]> {
	const { rows } = await sql<SealedSecret>`
		SELECT 'connection' AS table, 'next_token' AS column, id, next_token AS sealed FROM connection WHERE next_token IS NOT NULL
		UNION ALL SELECT 'connection', 'refresh_token', id, refresh_token FROM connection WHERE refresh_token IS NOT NULL
		UNION ALL SELECT 'agency', 'token', id, token FROM agency WHERE token <> ''
		UNION ALL SELECT 'agency', 'refresh_token', id, refresh_token FROM agency WHERE refresh_token <> ''`.execute( db );
	return rows;
}

/** Replaces one sealed value, unless it was changed in the meantime. */
export async function replaceSealedSecret( db: Db | Trx, old: SealedSecret, sealed: string ): Promise<void> {
	await sql`UPDATE ${ sql.table( old.table ) } SET ${ sql.ref( old.column ) } = ${ sealed }
		WHERE id = ${ old.id } AND ${ sql.ref( old.column ) } = ${ old.sealed }`.execute( db );
}
