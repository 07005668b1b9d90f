/** Keeps a location that HighLevel gave access to: the pair first, then what can be read with it. */
import { neededScopes } from '@slotbridge/catalogue/needed-scopes.ts';
import type { Db, Trx } from '../../database/client.ts';
import { readConfig } from '../../database/configs.ts';
import { findConnectionByLocation, updateConnection } from '../../database/connections.ts';
import { saveOAuthConnection } from '../../database/oauth-connections.ts';
import type { ScopeReport, Server } from '../../database/schema.ts';
import { readLocation } from '../../highlevel/account.ts';
import type { TokenAnswer } from '../../highlevel/oauth.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { connectedClient } from '../connected-client.ts';
import { switchServer } from '../switch-server.ts';
import { sealPair } from '../tokens/renew.ts';

export type KeepLocationDeps = Pick<BridgeDeps, 'db' | 'box' | 'budget' | 'tokens' | 'highLevelBaseUrl' | 'highLevelSandboxUrl' | 'wakeWaiting' | 'log'>;

export interface KeepLocationInput {
	siteId: string;
	locationId: string;
	server: Server;
	agencyId: string | null;
	answer: TokenAnswer;
	/** What the agency calls it. */
	name?: string | null;
}

export async function keepLocation( deps: KeepLocationDeps, input: KeepLocationInput ): Promise<void> {
	const { siteId, locationId, server, agencyId, answer } = input;
	const scopes = await grantedScopes( deps, siteId, answer.scopes );
	const write = async ( db: Db | Trx ) => saveOAuthConnection( db, {
		siteId, locationId, server, agencyId,
		label: input.name ?? locationId,
		pair: sealPair( deps.box, answer ),
		scopes,
	} );
	const old = await findConnectionByLocation( deps.db, siteId, locationId );
	const row = old && old.server !== server ? ( await switchServer( deps.db, old, server, write ) ).written : await write( deps.db );
	try {
		const location = await readLocation( connectedClient( deps, row ) );
		await updateConnection( deps.db, siteId, row.id, {
			location_name: location.name, time_zone: location.timezone ?? null, ...( row.label === locationId && { label: location.name } ),
		} );
	} catch ( error ) {
		// The access is kept; the daily look reads the name.
		deps.log.info( { err: error, siteId, connectionId: row.id }, 'The name of a connected location could not be read yet' );
	}
	await deps.wakeWaiting( siteId );
}

/** HighLevel tells the scopes with the token, so nothing has to be probed. */
async function grantedScopes( deps: Pick<BridgeDeps, 'db'>, siteId: string, told: string ): Promise<ScopeReport[]> {
	const granted = new Set( told.split( /\s+/ ).filter( Boolean ) );
	return neededScopes( await readConfig( deps.db, siteId ) ).map( ( needed ) => ( { ...needed, granted: granted.size === 0 ? null : granted.has( needed.scope ) } ) );
}
