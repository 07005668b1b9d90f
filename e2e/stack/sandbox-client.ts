/** The tests' own hand in the HighLevel sandbox: its state, its request log, its faults, and what an owner does in HighLevel itself. */

export interface SandboxCalendar {
	id: string;
	locationId: string;
	name: string;
	description?: string;
	slug: string;
	isActive: boolean;
	eventColor?: string;
	groupId?: string;
	openHours: Array<{ daysOfTheWeek: number[]; hours: Array<{ openHour: number; openMinute: number; closeHour: number; closeMinute: number }> }>;
	[ key: string ]: unknown;
}

export interface SandboxState {
	calendars: SandboxCalendar[];
	groups: Array<{ id: string; locationId: string; name: string; description: string; slug: string; isActive: boolean }>;
	notifications: Array<{ calendarId: string; deleted: boolean; [ key: string ]: unknown }>;
	eventSchedules: Array<{ calendarId: string; timezone: string }>;
}

export interface SandboxFault {
	kind: 'rate-limit' | 'server-error' | 'slow' | 'cut-before' | 'cut-after-commit' | 'broken-json' | 'html-error' | 'token-revoked' | 'answer';
	match?: { method?: string; path?: string };
	/** 1 by default; 0 stays until it is cleared. */
	times?: number;
	ms?: number;
	status?: number;
	/** For `answer`: the whole body. */
	body?: unknown;
}

export interface SandboxRequest {
	id: number;
	/** When it arrived, ISO 8601. */
	at: string;
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: unknown;
	locationId: string | null;
	operation: string | null;
	/** Null while it runs, and for a connection that was cut. */
	status: number | null;
	/** The injected faults that it met, separated by commas. */
	fault: string | null;
	/** Null while it runs. */
	durationMs: number | null;
}

export interface SandboxClient {
	state: () => Promise<SandboxState>;
	requests: ( filter?: { method?: string; path?: string; after?: string } ) => Promise<SandboxRequest[]>;
	addFault: ( fault: SandboxFault ) => Promise<void>;
	/** Those that wait for a call. */
	listFaults: () => Promise<SandboxFault[]>;
	clearFaults: () => Promise<void>;
	/** As the owner changes a calendar in HighLevel's own pages. */
	changeCalendar: ( id: string, change: Record<string, unknown> ) => Promise<void>;
	addToken: ( token: { token: string; locationId: string; scopes?: string[]; revoked?: boolean; locationName?: string; timeZone?: string } ) => Promise<void>;
	/** The calendars of that name; a doubled one shows as two. */
	findCalendars: ( name: string ) => Promise<SandboxCalendar[]>;
}

/** @param url The sandbox's address. */
export function createSandboxClient( url: string ): SandboxClient {
	const call = async <T>( method: string, path: string, body?: unknown ): Promise<T> => {
		const response = await fetch( `${ url }/__sandbox/${ path }`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify( body ),
		} );
		const text = await response.text();
		if ( ! response.ok ) {
			throw new Error( `the sandbox answered ${ method } /__sandbox/${ path } with ${ response.status }: ${ text }` );
		}
		return ( text === '' ? undefined : JSON.parse( text ) ) as T;
	};
	const state = (): Promise<SandboxState> => call( 'GET', 'state' );
	return {
		state,
		requests: async ( filter = {} ) => ( await call<{ requests: SandboxRequest[] }>( 'GET', `requests?${ new URLSearchParams( filter ) }` ) ).requests,
		addFault: ( fault ) => call( 'POST', 'faults', fault ),
		listFaults: async () => ( await call<{ faults: SandboxFault[] }>( 'GET', 'faults' ) ).faults,
		clearFaults: () => call( 'DELETE', 'faults' ),
		changeCalendar: ( id, change ) => call( 'PATCH', `calendars/${ id }`, change ),
		addToken: ( token ) => call( 'POST', 'tokens', token ),
		findCalendars: async ( name ) => ( await state() ).calendars.filter( ( calendar ) => calendar.name === name ),
	};
}
