/** Tries out a token: is it good, does it belong to the location, which scopes does it have? Nothing in HighLevel is changed. */
import type { OperationId } from '@slotbridge/catalogue';
import { defaultConfig } from '@slotbridge/catalogue/config.ts';
import { neededScopes, type NeededScope } from '@slotbridge/catalogue/needed-scopes.ts';
import type { ScopeReport } from '../database/schema.ts';
import { AppError } from '../errors/app-error.ts';
import { readLocation } from '../highlevel/account.ts';
import { createHighLevelClient, type CallBudget, type CallInput, type HighLevelClient, type Priority, type TokenSource } from '../highlevel/client.ts';
import { isFailure } from '../highlevel/failure.ts';

export interface ConnectionTest {
	/** Good enough to work with: the token is valid, the location is its own, no required scope is missing. */
	ok: boolean;
	/** Null when it was not found, or may not be read. */
	location: { id: string; name: string; timeZone: string | null } | null;
	scopes: ScopeReport[];
	problems: ConnectionProblem[];
}

export interface ConnectionProblem {
	code: string;
	detail: string;
}

/** An id that nothing has, of the right form: reading or changing it does nothing, but tells whether one would be allowed to. */
const NOWHERE = '000000000000000000000000';
const PROBE_SLUG = 'slotbridge-scope-probe';

/** The harmless call that shows whether a token has a scope. Without the scope HighLevel answers 401 before it looks any further. */
const probes: Readonly<Record<Exclude<NeededScope[ 'scope' ], 'locations.readonly' | 'contacts.write'>, ( locationId: string ) => [ OperationId, CallInput ]>> = {
	'calendars.readonly': ( locationId ) => [ 'get-calendars', { query: { locationId } } ],
	'calendars.write': () => [ 'updateSchedule', { path: { id: NOWHERE }, body: {} } ],
	'calendars/groups.readonly': ( locationId ) => [ 'get-groups', { query: { locationId } } ],
	'calendars/groups.write': ( locationId ) => [ 'validate-groups-slug', { body: { locationId, slug: PROBE_SLUG } } ],
	'calendars/events.readonly': () => [ 'get-event-notification', { path: { calendarId: NOWHERE } } ],
	'calendars/events.write': () => [ 'update-event-notification', { path: { calendarId: NOWHERE, notificationId: NOWHERE }, body: {} } ],
	'calendars/resources.readonly': ( locationId ) => [ 'fetch-calendar-resources', { path: { resourceType: 'rooms' }, query: { locationId, limit: 1, skip: 0 } } ],
	'contacts.readonly': ( locationId ) => [ 'get-duplicate-contact', { query: { locationId, email: 'nobody@slotbridge.invalid' } } ],
	'users.readonly': ( locationId ) => [ 'get-user-by-location', { query: { locationId } } ],
};

export interface TestConnectionDeps {
	budget: CallBudget;
	highLevelBaseUrl: string;
	/** Interactive when left out. */
	priority?: Priority;
}

/**
 * Never throws for what HighLevel says: that is the answer.
 *
 * @param needed What each scope is worth to the site; to one that was never configured, when left out.
 */
export async function testConnection(
	deps: TestConnectionDeps, input: { token: string | TokenSource; locationId: string }, needed: readonly NeededScope[] = neededScopes( defaultConfig() ),
): Promise<ConnectionTest> {
	const client = createHighLevelClient( { baseUrl: deps.highLevelBaseUrl, ...input, budget: deps.budget, priority: deps.priority ?? 'interactive' } );
	const granted: Record<string, boolean | null> = {};
	const { location, problem } = await probeLocation( client, granted );
	if ( problem ) {
		return report( needed, null, granted, [ problem ] );
	}
	const problems: ConnectionProblem[] = [];
	const asked = Object.entries( probes ).filter( ( [ scope ] ) => needed.some( ( each ) => each.scope === scope ) );
	await Promise.all( asked.map( async ( [ scope, probe ] ) => {
		const answer = await probeScope( client, ...probe( input.locationId ) );
		granted[ scope ] = answer.granted;
		problems.push( ...( answer.problem ? [ answer.problem ] : [] ) );
	} ) );
	return report( needed, location, granted, once( [ ...problems, ...missingScopes( needed, granted ) ] ) );
}

interface Probed {
	/** Null: could not be told. */
	granted: boolean | null;
	/** What makes every other call pointless too, or kept this one from being answered. */
	problem?: ConnectionProblem;
}

/** Asked first, because it tells most: a bad token and a foreign location show here. */
async function probeLocation( client: HighLevelClient, granted: Record<string, boolean | null> ): Promise<{ location: ConnectionTest[ 'location' ]; problem?: ConnectionProblem }> {
	try {
		const { id, name, timezone } = await readLocation( client );
		granted[ 'locations.readonly' ] = true;
		return { location: { id, name, timeZone: timezone ?? null } };
	} catch ( error ) {
		if ( isFailure( error, 'highlevel_refused', 'highlevel_not_found' ) ) {
			return { location: null, problem: { code: 'highlevel_not_found', detail: `HighLevel has no location with the id "${ client.locationId }". It is in the address of the sub-account, after /location/.` } };
		}
		const probed = judge( error );
		granted[ 'locations.readonly' ] = probed.granted;
		return { location: null, problem: probed.problem };
	}
}

async function probeScope( client: HighLevelClient, operation: OperationId, input: CallInput ): Promise<Probed> {
	try {
		await client.call( operation, input );
		return { granted: true };
	} catch ( error ) {
		return judge( error );
	}
}

function judge( error: unknown ): Probed {
	if ( isFailure( error, 'highlevel_scope_missing' ) ) {
		return { granted: false };
	}
	// It was allowed to ask, and was told that there is no such thing.
	if ( isFailure( error, 'highlevel_not_found', 'highlevel_refused' ) ) {
		return { granted: true };
	}
	if ( error instanceof AppError ) {
		return { granted: null, problem: { code: error.code, detail: error.message } };
	}
	throw error;
}

function missingScopes( needed: readonly NeededScope[], granted: Record<string, boolean | null> ): ConnectionProblem[] {
	return needed
		.filter( ( { scope, need } ) => need === 'required' && granted[ scope ] === false )
		.map( ( { scope, why } ) => ( { code: 'highlevel_scope_missing', detail: `The token lacks the scope "${ scope }", which is needed ${ why }. Tick it in HighLevel under Settings, Private Integrations; the token stays the same.` } ) );
}

function report( needed: readonly NeededScope[], location: ConnectionTest[ 'location' ], granted: Record<string, boolean | null>, problems: ConnectionProblem[] ): ConnectionTest {
	return {
		ok: problems.length === 0,
		location,
		scopes: needed.map( ( { scope, need, why } ) => ( { scope, need, why, granted: granted[ scope ] ?? null } ) ),
		problems,
	};
}

/** One sentence for each problem, however many probes met it. */
function once( problems: ConnectionProblem[] ): ConnectionProblem[] {
	return [ ...new Map( problems.map( ( problem ) => [ `${ problem.code } ${ problem.detail }`, problem ] ) ).values() ];
}
