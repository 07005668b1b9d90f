/** A HighLevel client for something that a person is waiting for, with the token of a site's connection. */
import type { ConnectionRow } from '../database/connections.ts';
import { AppError } from '../errors/app-error.ts';
import { createHighLevelClient, type CallBudget, type HighLevelClient } from '../highlevel/client.ts';

export interface ConnectedClientDeps {
	box: { open( sealed: string ): string };
	budget: CallBudget;
	highLevelBaseUrl: string;
}

/** @throws AppError `connection_broken` when the token was taken away. */
export function connectedClient( deps: ConnectedClientDeps, connection: ConnectionRow ): HighLevelClient {
	if ( connection.token === '' ) {
		throw new AppError( 'connection_broken', 'The token was removed when the site was disconnected from the bridge. Enter it again.' );
	}
	return createHighLevelClient( {
		baseUrl: deps.highLevelBaseUrl,
		token: deps.box.open( connection.token ),
		locationId: connection.location_id,
		budget: deps.budget,
		priority: 'interactive',
	} );
}
