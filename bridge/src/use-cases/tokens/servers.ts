/** Which address a connection talks to: HighLevel's own, or the one test account that the bridge's operator allows. */
import type { Server } from '../../database/schema.ts';
import { AppError } from '../../errors/app-error.ts';

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
		throw new AppError( 'sandbox_missing', 'This bridge has no sandbox. Whoever runs it can name one in HIGHLEVEL_SANDBOX_URL; until then, use the live server.' );
	}
	return servers.highLevelSandboxUrl;
}
