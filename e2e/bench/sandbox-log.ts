/** Reads the sandbox's own log of requests: when each arrived at HighLevel, and when it was done. */

export interface LoggedCall {
	id: number;
	method: string;
	path: string;
	/** null while it runs, and for a connection that was cut. */
	status: number | null;
	/** Epoch ms. */
	arrivedAt: number;
	/** Epoch ms; null while it runs. */
	doneAt: number | null;
	body: unknown;
}

interface RawCall {
	id: number;
	at: string;
	method: string;
	path: string;
	locationId: string | null;
	status: number | null;
	durationMs: number | null;
	body: unknown;
}

/** @param filter.path A regular expression. `after`: an id. */
export async function readLog( sandboxUrl: string, locationId: string, filter: { method?: string; path?: string; after?: number } = {} ): Promise<LoggedCall[]> {
	const query = new URLSearchParams( Object.entries( filter ).map( ( [ name, value ] ) => [ name, String( value ) ] ) );
	const response = await fetch( `${ sandboxUrl }/__sandbox/requests?${ query }` );
	const { requests } = await response.json() as { requests: RawCall[] };
	return requests.filter( ( call ) => call.locationId === locationId ).map( ( { id, method, path, status, at, durationMs, body } ) => {
		const arrivedAt = Date.parse( at );
		return { id, method, path, status, arrivedAt, doneAt: durationMs === null ? null : arrivedAt + durationMs, body };
	} );
}

/** The calls that change something in HighLevel. */
export const isWrite = ( call: LoggedCall ): boolean => call.method !== 'GET';
