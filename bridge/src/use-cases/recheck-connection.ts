/** Tests what a connection has stored and keeps what was found: by the owner's button, and once a day by itself. */
import type { NeededScope } from '@slotbridge/catalogue/needed-scopes.ts';
import { neededScopes } from '@slotbridge/catalogue/needed-scopes.ts';
import { readConfig } from '../database/configs.ts';
import { findConnection, updateConnection, type ConnectionRow } from '../database/connections.ts';
import { readLocation } from '../highlevel/account.ts';
import { createHighLevelClient, type Priority } from '../highlevel/client.ts';
import { isFailure } from '../highlevel/failure.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { serverBudget, serverUrl } from './tokens/servers.ts';
import { testConnection, type ConnectionTest } from './test-connection.ts';

export type RecheckDeps = Pick<BridgeDeps, 'db' | 'box' | 'budget' | 'tokens' | 'highLevelBaseUrl' | 'highLevelSandboxUrl' | 'wakeWaiting'>;

export interface RecheckOptions {
	priority: Priority;
	/** Whether a missing scope alone ends the use of a connection that works; the daily look only names it. */
	breakOnScopes: boolean;
}

/**
 * A connection that works again is active again, one whose token HighLevel refuses is broken. That HighLevel cannot be
 * reached says nothing about the token.
 */
export async function recheck( deps: RecheckDeps, old: ConnectionRow, options: RecheckOptions ): Promise<ConnectionTest> {
	const { site_id: siteId, id } = old;
	const needed = neededScopes( await readConfig( deps.db, siteId ) );
	const test = await testStored( deps, old, needed, options.priority );
	const next = await checkNextToken( deps, old, options.priority );
	if ( test.ok ) {
		const mended = old.status === 'broken' ? { status: 'active' as const, status_code: null, status_reason: null } : {};
		await updateConnection( deps.db, siteId, id, { ...foundBy( test ), ...next, ...mended } );
		await deps.wakeWaiting( siteId );
	} else if ( isAboutToken( test ) && await hasSameToken( deps, old ) ) {
		await updateConnection( deps.db, siteId, id, { ...foundBy( test ), ...next, ...brokenBy( test, old, options ) } );
	}
	return test;
}

/** What was found of a token that the owner has replaced meanwhile, or on the server that it has left, says nothing about the connection. A pair renews itself, so its token may differ. */
async function hasSameToken( { db }: RecheckDeps, old: ConnectionRow ): Promise<boolean> {
	const now = await findConnection( db, old.site_id, old.id );
	return now !== undefined && now.kind === old.kind && now.server === old.server && ( now.kind === 'oauth' || now.token === old.token );
}

/** Through the connection's own source, so that a next token takes over here as it does in a delivery. */
async function testStored( deps: RecheckDeps, old: ConnectionRow, needed: readonly NeededScope[], priority: Priority ): Promise<ConnectionTest> {
	return testConnection( { ...deps, highLevelBaseUrl: serverUrl( deps, old.server ), budget: serverBudget( deps.budget, old.server ), priority }, { token: deps.tokens.sourceOf( old ), locationId: old.location_id }, needed );
}

function brokenBy( test: ConnectionTest, old: ConnectionRow, options: RecheckOptions ) {
	const onlyScopes = test.problems.every( ( problem ) => problem.code === 'highlevel_scope_missing' );
	if ( old.status === 'paused' || ( onlyScopes && ! options.breakOnScopes ) ) {
		return {};
	}
	const [ problem ] = test.problems;
	return { status: 'broken' as const, status_code: problem?.code ?? 'connection_test_failed', status_reason: problem?.detail ?? 'A required scope is missing.' };
}

/** One call: a next token that died meanwhile would else be noticed only when it is needed. */
async function checkNextToken( deps: RecheckDeps, { next_token: sealed, location_id: locationId, server }: ConnectionRow, priority: Priority ) {
	if ( sealed === null ) {
		return {};
	}
	try {
		await readLocation( createHighLevelClient( { baseUrl: serverUrl( deps, server ), token: deps.box.open( sealed ), locationId, budget: serverBudget( deps.budget, server ), priority } ) );
		return { next_token_problem: null };
	} catch ( error ) {
		if ( isFailure( error, 'highlevel_token_invalid', 'highlevel_token_kind', 'highlevel_location_forbidden' ) ) {
			return { next_token_problem: error.message };
		}
		return isFailure( error, 'highlevel_scope_missing' ) ? { next_token_problem: null } : {};
	}
}

/** Only what the test could see; a name that could not be read this time is no reason to forget it. */
export function foundBy( test: ConnectionTest ) {
	return {
		checked_at: new Date(),
		scopes: JSON.stringify( test.scopes ),
		...( test.location && { location_name: test.location.name, time_zone: test.location.timeZone } ),
	};
}

const passing = new Set<string>( [
	'highlevel_unreachable', 'highlevel_timeout', 'highlevel_unavailable', 'highlevel_rate_limited', 'highlevel_daily_limit', 'highlevel_answer_unreadable', 'highlevel_resting', 'sandbox_missing', 'oauth_missing',
] );

/** Whether a failed test says something about the token, and not about the way to HighLevel. */
export function isAboutToken( test: ConnectionTest ): boolean {
	return ! test.problems.some( ( problem ) => passing.has( problem.code ) );
}
