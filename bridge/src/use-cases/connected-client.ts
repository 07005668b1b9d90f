/** A HighLevel client for something that a person is waiting for, with the token of a site's connection. */
import type { ConnectionRow } from '../database/connections.ts';
import { createHighLevelClient, type CallBudget, type HighLevelClient } from '../highlevel/client.ts';
import { serverBudget, serverUrl } from './tokens/servers.ts';
import type { TokenKeeper } from './tokens/token-keeper.ts';

export interface ConnectedClientDeps {
	tokens: TokenKeeper;
	budget: CallBudget;
	highLevelBaseUrl: string;
	highLevelSandboxUrl?: string | null;
}

/** @throws AppError `connection_broken` when the token was taken away. */
export function connectedClient( deps: ConnectedClientDeps, connection: ConnectionRow ): HighLevelClient {
	return createHighLevelClient( {
		baseUrl: serverUrl( deps, connection.server ),
		token: deps.tokens.sourceOf( connection ),
		locationId: connection.location_id,
		budget: serverBudget( deps.budget, connection.server ),
		priority: 'interactive',
	} );
}
