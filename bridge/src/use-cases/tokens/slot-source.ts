/** The two slots of a private integration token: the current one, and the next one that takes over when HighLevel refuses it. */
import { findConnection, type ConnectionRow } from '../../database/connections.ts';
import { promoteNextToken } from '../../database/connection-tokens.ts';
import type { Db } from '../../database/client.ts';
import { AppError } from '../../errors/app-error.ts';
import type { TokenSource } from '../../highlevel/client.ts';
import type { Logger } from 'pino';

export interface SlotDeps {
	db: Db;
	box: { open( sealed: string ): string };
	log: Pick<Logger, 'info'>;
}

/**
 * The row may be older than what another replica or the owner has done since, so a refusal reads it anew: a token that
 * has changed meanwhile goes first, then the next one. The next one takes over only after HighLevel has taken it; should
 * both be refused, nothing has been lost and the connection breaks as it does with one token.
 */
export function slotSource( deps: SlotDeps, connection: ConnectionRow ): TokenSource {
	let token = openToken( deps, connection.token );
	let sealedNext: string | null = null;
	return {
		current: async () => token,
		afterRefusal: async ( refused ) => {
			const row = await findConnection( deps.db, connection.site_id, connection.id );
			if ( ! row || row.token === '' ) {
				return undefined;
			}
			const current = deps.box.open( row.token );
			if ( current !== refused ) {
				sealedNext = null;
				return token = current;
			}
			sealedNext = row.next_token;
			return sealedNext === null ? undefined : deps.box.open( sealedNext );
		},
		accepted: async ( accepted ) => {
			token = accepted;
			if ( sealedNext !== null && await promoteNextToken( deps.db, connection.site_id, connection.id, sealedNext ) ) {
				deps.log.info( { connectionId: connection.id, siteId: connection.site_id }, 'HighLevel refused the token of a connection; the next one took over' );
			}
			sealedNext = null;
		},
	};
}

/** @throws AppError `connection_broken` when the token was taken away. */
function openToken( deps: SlotDeps, sealed: string ): string {
	if ( sealed === '' ) {
		throw new AppError( 'connection_broken', 'The token was removed when the site was disconnected from the bridge. Enter it again.' );
	}
	return deps.box.open( sealed );
}
