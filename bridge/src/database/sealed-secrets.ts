/** Every sealed value of the database in one list, to check the key against it and to seal it anew. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

export interface SealedSecret {
	table: 'site' | 'connection' | 'agency' | 'alert_settings';
	column: 'secret' | 'previous_secret' | 'token' | 'next_token' | 'refresh_token' | 'webhook_secret';
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
	return [ ...rows, ...( tables.tokens ? await listLaterTokens( db ) : [] ), ...await listAlertSecrets( db ) ];
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

/** That table came later: the list is made before the migrations run. */
async function listAlertSecrets( db: Db | Trx ): Promise<SealedSecret[]> {
	const { rows: [ table ] } = await sql<{ there: boolean }>`SELECT to_regclass('alert_settings') IS NOT NULL AS there`.execute( db );
	if ( ! table?.there ) {
		return [];
	}
	const { rows } = await sql<SealedSecret>`
		SELECT 'alert_settings' AS table, 'webhook_secret' AS column, site_id AS id, webhook_secret AS sealed FROM alert_settings WHERE webhook_secret IS NOT NULL`.execute( db );
	return rows;
}

/** Replaces one sealed value, unless it was changed in the meantime. */
export async function replaceSealedSecret( db: Db | Trx, old: SealedSecret, sealed: string ): Promise<void> {
	const key = old.table === 'alert_settings' ? 'site_id' : 'id';
	await sql`UPDATE ${ sql.table( old.table ) } SET ${ sql.ref( old.column ) } = ${ sealed }
		WHERE ${ sql.ref( key ) } = ${ old.id } AND ${ sql.ref( old.column ) } = ${ old.sealed }`.execute( db );
}
