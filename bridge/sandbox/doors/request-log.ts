/** The log of every request at HighLevel's doors, newest last, in memory. */

const kept = 10_000;

export interface LogEntry {
	id: number;
	/** ISO 8601, when the request arrived. */
	at: string;
	method: string;
	/** As it was sent, slash at the end included, without the query. */
	path: string;
	query: Record<string, unknown>;
	/** The Version header. */
	version: string | null;
	/** The token's name; never the token. */
	token: string | null;
	locationId: string | null;
	/** HighLevel's operationId, when one matched. */
	operation: string | null;
	body: unknown;
	/** Null while it runs, and for a connection that was cut. */
	status: number | null;
	/** The injected fault, if one was. */
	fault: string | null;
	traceId: string;
	durationMs: number | null;
}

export class RequestLog {
	#entries: LogEntry[] = [];
	#next = 1;

	add( entry: Omit<LogEntry, 'id'> ): LogEntry {
		const numbered = { id: this.#next++, ...entry };
		this.#entries.push( numbered );
		if ( this.#entries.length > kept ) {
			this.#entries.splice( 0, this.#entries.length - kept );
		}
		return numbered;
	}

	/** @param path A regular expression over the path. */
	list( filter: { method?: string; path?: RegExp; after?: number } = {} ): LogEntry[] {
		return this.#entries.filter( ( entry ) =>
			( ! filter.method || entry.method === filter.method )
			&& ( ! filter.path || filter.path.test( entry.path ) )
			&& entry.id > ( filter.after ?? 0 ) );
	}

	clear(): void {
		this.#entries = [];
	}
}
