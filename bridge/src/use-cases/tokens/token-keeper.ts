/** The one place where a connection's token comes from: two slots, an OAuth pair, or a token that an agency's token mints. */
import type { Logger } from 'pino';
import { breakAgency, findAgency, lockAgency, storeAgencyPair, type AgencyRow } from '../../database/agencies.ts';
import type { Db } from '../../database/client.ts';
import { breakConnection, lockConnection, storePair } from '../../database/connection-tokens.ts';
import type { ConnectionRow } from '../../database/connections.ts';
import { AppError } from '../../errors/app-error.ts';
import type { TokenSource } from '../../highlevel/client.ts';
import { isFailure, type HighLevelFailure } from '../../highlevel/failure.ts';
import { mintLocationToken, refreshTokens, type OAuthServer } from '../../highlevel/oauth.ts';
import { breakIfRefused } from './break-connection.ts';
import { createFlights, createRenewer, isFresh, type Renewable, type Renewer } from './renew.ts';
import { serverUrl, type HighLevelServers } from './servers.ts';
import { slotSource } from './slot-source.ts';
import type { Server } from '../../database/schema.ts';

export interface TokenKeeperDeps extends HighLevelServers {
	db: Db;
	box: { open( sealed: string ): string; seal( plain: string ): string };
	/** The marketplace app; null or left out: no connection by OAuth can be renewed. */
	highLevelApp?: { clientId: string; clientSecret: string } | null;
	log: Logger;
	now?(): number;
}

export interface TokenKeeper {
	/** For a client that works for this connection. */
	sourceOf( connection: ConnectionRow ): TokenSource;
	/** Ends the use of a connection that still has the refused token; false when it has another one by now. */
	breakIfRefused( used: ConnectionRow, failure: HighLevelFailure ): Promise<boolean>;
	/** A good token of an agency; `refused` is one that HighLevel has just turned away. */
	agencyToken( agency: AgencyRow, refused?: string ): Promise<string>;
	/** Where and as whom OAuth is spoken. @throws AppError `oauth_missing` when the bridge has no marketplace app. */
	oauthServer( server: Server ): OAuthServer;
}

export function createTokenKeeper( deps: TokenKeeperDeps ): TokenKeeper {
	const renewer = createRenewer( deps );
	const minting = createFlights();
	const oauthServer = ( server: Server ): OAuthServer => {
		if ( ! deps.highLevelApp ) {
			throw new AppError( 'oauth_missing', 'This bridge has no HighLevel app: HIGHLEVEL_CLIENT_ID and HIGHLEVEL_CLIENT_SECRET are not set. Use a private integration token, or ask whoever runs the bridge.' );
		}
		return { baseUrl: serverUrl( deps, server ), ...deps.highLevelApp };
	};
	const agencyToken: TokenKeeper[ 'agencyToken' ] = async ( agency, refused ) => renewer( agencyRenewal( agency, oauthServer( agency.server ) ), refused );
	const renewed = ( connection: ConnectionRow, refused?: string ): Promise<string> => connection.agency_id === null
		? renewer( pairRenewal( connection, oauthServer( connection.server ) ), refused )
		: minting( connection.id, refused, () => mint( deps, { renewer, agencyToken, server: oauthServer( connection.server ) }, connection, connection.agency_id as string, refused ) );
	return {
		agencyToken,
		oauthServer,
		breakIfRefused: ( used, failure ) => breakIfRefused( deps, used, failure ),
		sourceOf: ( connection ) => connection.kind === 'oauth' ? oauthSource( deps, connection, renewed ) : slotSource( deps, connection ),
	};
}

/** Renews before the end, and once more when HighLevel turns a token away that should still be good. */
function oauthSource( deps: TokenKeeperDeps, connection: ConnectionRow, renewed: ( connection: ConnectionRow, refused?: string ) => Promise<string> ): TokenSource {
	let renewals = 0;
	let last: string | undefined;
	return {
		current: async () => {
			if ( last !== undefined ) {
				return last;
			}
			const fresh = connection.token !== '' && isFresh( connection.token_expires_at, deps.now?.() ?? Date.now() );
			return last = fresh ? deps.box.open( connection.token ) : await renewed( connection );
		},
		afterRefusal: async ( refused ) => {
			if ( ++renewals > 1 ) {
				return undefined;
			}
			return last = await renewed( connection, refused );
		},
	};
}

/** A sub-account's own pair. */
function pairRenewal( { site_id: siteId, id }: ConnectionRow, server: OAuthServer ): Renewable {
	return {
		key: id,
		lock: async ( trx ) => {
			const row = await lockConnection( trx, siteId, id );
			return row && { token: row.token, refreshToken: row.refresh_token, expiresAt: row.token_expires_at };
		},
		renew: ( held ) => refreshTokens( server, { refreshToken: held.refreshToken ?? '', userType: 'Location' } ),
		store: ( trx, pair ) => storePair( trx, siteId, id, pair ),
		stop: ( trx, failure ) => breakConnection( trx, siteId, id, failure.code, failure.message ),
	};
}

function agencyRenewal( { site_id: siteId, id }: AgencyRow, server: OAuthServer ): Renewable {
	return {
		key: id,
		lock: async ( trx ) => {
			const row = await lockAgency( trx, siteId, id );
			return row && { token: row.token, refreshToken: row.refresh_token, expiresAt: row.token_expires_at };
		},
		renew: ( held ) => refreshTokens( server, { refreshToken: held.refreshToken ?? '', userType: 'Company' } ),
		store: ( trx, pair ) => storeAgencyPair( trx, siteId, id, pair ),
		stop: ( trx, failure ) => breakAgency( trx, siteId, id, failure.message ),
	};
}

/**
 * A location of an agency. Its token is always minted, also where HighLevel gives a refresh token with it: minting can be
 * repeated, and there is one chain of refresh tokens an agency instead of one a location. The agency's token is had
 * before the location's row is locked, so that no lock is waited for while another is held. All of it is one flight: a
 * second caller must not be given the failure of a mint that was tried with the agency's old token.
 */
async function mint(
	deps: TokenKeeperDeps, own: { renewer: Renewer; agencyToken: TokenKeeper[ 'agencyToken' ]; server: OAuthServer }, connection: ConnectionRow, agencyId: string, refused?: string,
): Promise<string> {
	const agency = await findAgency( deps.db, connection.site_id, agencyId );
	if ( ! agency ) {
		throw new AppError( 'connection_broken', 'The agency of this location was disconnected. Connect with HighLevel again.' );
	}
	const token = await own.agencyToken( agency );
	try {
		return await own.renewer( mintRenewal( connection, agency, own.server, token ), refused );
	} catch ( error ) {
		if ( ! isFailure( error, 'highlevel_token_invalid' ) ) {
			throw error;
		}
		return own.renewer( mintRenewal( connection, agency, own.server, await own.agencyToken( agency, token ) ), refused );
	}
}

function mintRenewal( connection: ConnectionRow, agency: AgencyRow, server: OAuthServer, agencyToken: string ): Renewable {
	return {
		...pairRenewal( connection, server ),
		renew: () => mintLocationToken( server, { agencyToken, companyId: agency.company_id, locationId: connection.location_id } ),
	};
}
