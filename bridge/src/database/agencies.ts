/** The table `agency`: where a site's owner has installed the app for a whole agency. Queries name the site; only INSTALL, which names none, asks by company. */
import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';
import type { SealedPair } from './connection-tokens.ts';
import type { Server } from './schema.ts';
import type { AgencyTable } from './token-tables.ts';

export type AgencyRow = Selectable<AgencyTable>;

export async function findAgency( db: Db | Trx, siteId: string, id: string ): Promise<AgencyRow | undefined> {
	return db.selectFrom( 'agency' ).selectAll().where( 'site_id', '=', siteId ).where( 'id', '=', id ).executeTakeFirst();
}

/** Keeps other replicas from renewing its token until the transaction ends. */
export async function lockAgency( trx: Trx, siteId: string, id: string ): Promise<AgencyRow | undefined> {
	return trx.selectFrom( 'agency' ).selectAll().where( 'site_id', '=', siteId ).where( 'id', '=', id ).forNoKeyUpdate().executeTakeFirst();
}

/** An agency that is connected again keeps its id, and with it its locations. */
export async function saveAgency( db: Db | Trx, input: { siteId: string; companyId: string; server: Server; pair: SealedPair & { refreshToken: string } } ): Promise<AgencyRow> {
	const values = { server: input.server, token: input.pair.token, refresh_token: input.pair.refreshToken, token_expires_at: input.pair.expiresAt, scopes: input.pair.scopes, probe_after: sql<Date>`now() + interval '5 minutes'` };
	return db.insertInto( 'agency' ).values( { id: uuidv7(), site_id: input.siteId, company_id: input.companyId, ...values } )
		.onConflict( ( conflict ) => conflict.columns( [ 'site_id', 'company_id' ] ).doUpdateSet( { ...values, status: 'active', status_reason: null, connected_at: sql<Date>`now()`, updated_at: sql<Date>`now()` } ) )
		.returningAll().executeTakeFirstOrThrow();
}

export async function storeAgencyPair( trx: Trx, siteId: string, id: string, pair: SealedPair ): Promise<void> {
	await trx.updateTable( 'agency' ).set( {
		token: pair.token, token_expires_at: pair.expiresAt,
		...( pair.refreshToken !== null && { refresh_token: pair.refreshToken } ),
		...( pair.scopes !== '' && { scopes: pair.scopes } ),
		updated_at: sql<Date>`now()`,
	} ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

export async function breakAgency( db: Db | Trx, siteId: string, id: string, reason: string ): Promise<void> {
	await db.updateTable( 'agency' ).set( { status: 'broken', status_reason: reason, updated_at: sql<Date>`now()` } )
		.where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

/** Every site that has connected this agency: HighLevel names the agency, never a site. */
export async function listAgenciesOfCompany( db: Db | Trx, companyId: string ): Promise<AgencyRow[]> {
	return db.selectFrom( 'agency' ).selectAll().where( 'company_id', '=', companyId ).orderBy( 'created_at' ).execute();
}

/** Agencies whose locations are to be looked through, each for one replica alone. */
export async function claimAgenciesToProbe( db: Db, limit: number ): Promise<AgencyRow[]> {
	const { rows } = await sql<AgencyRow>`
		UPDATE agency SET probe_after = now() + interval '1 day'
		WHERE id IN (
			SELECT agency.id FROM agency JOIN site ON site.id = agency.site_id AND site.unpaired_at IS NULL
			WHERE agency.probe_after <= now() AND agency.status = 'active'
			ORDER BY agency.probe_after LIMIT ${ limit } FOR UPDATE OF agency SKIP LOCKED
		) RETURNING *`.execute( db );
	return rows;
}

/** The site has left: no key to any of its agencies stays. */
export async function deleteAgencies( trx: Trx, siteId: string ): Promise<void> {
	await trx.deleteFrom( 'agency' ).where( 'site_id', '=', siteId ).execute();
}
