/** A refusal ends the use of a connection only while it still has the token that was refused. */
import type { Db } from '../../database/client.ts';
import { breakConnection, lockConnection } from '../../database/connection-tokens.ts';
import type { ConnectionRow } from '../../database/connections.ts';
import type { HighLevelFailure } from '../../highlevel/failure.ts';
import { markOfToken } from '../../highlevel/token-mark.ts';

export interface BreakDeps {
	db: Db;
	box: { open( sealed: string ): string };
}

/**
 * An answer can be late: meanwhile the owner may have entered another token, or another replica renewed it.
 *
 * @param used The connection as it was when the call's delivery began.
 * @returns False: the connection has another token by now, nothing was changed, and it is worth to go on at once.
 */
export async function breakIfRefused( deps: BreakDeps, used: ConnectionRow, failure: HighLevelFailure ): Promise<boolean> {
	const { site_id: siteId, id } = used;
	return deps.db.transaction().execute( async ( trx ) => {
		const now = await lockConnection( trx, siteId, id );
		if ( now === undefined || now.status !== 'active' ) {
			return true; // Gone, paused or broken: whatever it is, no call goes out by it.
		}
		if ( hasUntriedToken( deps, now, used, failure ) ) {
			return false;
		}
		await breakConnection( trx, siteId, id, failure.code, failure.message );
		return true;
	} );
}

function hasUntriedToken( { box }: BreakDeps, now: ConnectionRow, used: ConnectionRow, { code, refusedTokens }: HighLevelFailure ): boolean {
	if ( refusedTokens.length === 0 ) {
		return now.token !== used.token; // It failed before a call was made, while a token was renewed.
	}
	const untried = ( sealed: string ): boolean => sealed !== '' && ! refusedTokens.includes( markOfToken( box.open( sealed ) ) );
	// Only after this refusal the next token is tried; after others it lies there untried as ever.
	return untried( now.token ) || ( code === 'highlevel_token_invalid' && now.next_token !== null && untried( now.next_token ) );
}
