/** Which address a connection talks to: HighLevel's own, or the one test account that the bridge's operator allows. */
import type { Server } from '../../database/schema.ts';
import { AppError } from '../../errors/app-error.ts';
import type { CallBudget } from '../../highlevel/client.ts';

export interface HighLevelServers {
	highLevelBaseUrl: string;
	/** Null or left out: this bridge has no second address. */
	highLevelSandboxUrl?: string | null;
}

/** @throws AppError `sandbox_missing` when the bridge was given no sandbox. */
export function serverUrl( servers: HighLevelServers, server: Server ): string {
	if ( server === 'live' ) {
		return servers.highLevelBaseUrl;
	}
	if ( ! servers.highLevelSandboxUrl ) {
		throw new AppError( 'sandbox_missing', 'This bridge has no sandbox. Switch the location to live, or ask whoever runs the bridge to name a sandbox in HIGHLEVEL_SANDBOX_URL; until then, nothing is sent.' );
	}
	return servers.highLevelSandboxUrl;
}

/** The name under which a location's limits, calls and circuit breaker are kept on that server; `budget_key` in the database is the same. */
export function budgetKey( server: Server, locationId: string ): string {
	return server === 'live' ? locationId : `${ server }:${ locationId }`;
}

/** The budget for calls to that server: what a sandbox refuses or counts says nothing about HighLevel. */
export function serverBudget( budget: CallBudget, server: Server ): CallBudget {
	if ( server === 'live' ) {
		return budget;
	}
	const key = ( locationId: string ): string => budgetKey( server, locationId );
	return {
		...budget,
		take: ( locationId, options ) => budget.take( key( locationId ), options ),
		observe: ( locationId, answer ) => budget.observe( key( locationId ), answer ),
		ended: async ( locationId, end ) => budget.ended?.( key( locationId ), end ),
	};
}
