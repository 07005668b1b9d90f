/** A connection as the site may see it: everything but its tokens. */
import { agencyScopes, neededScopes } from '@slotbridge/catalogue/needed-scopes.ts';
import type { Config } from '@slotbridge/catalogue/config.ts';
import type { BreakerRow } from '../database/circuit-breakers.ts';
import type { ConnectionRow } from '../database/connections.ts';
import type { ScopeReport } from '../database/schema.ts';
import { budgetKey } from './tokens/servers.ts';
import { tokenAgeDays, tokenReminder } from './tokens/token-age.ts';

export interface ConnectionView {
	id: string;
	kind: ConnectionRow[ 'kind' ];
	server: ConnectionRow[ 'server' ];
	label: string;
	locationId: string;
	locationName: string | null;
	timeZone: string | null;
	status: ConnectionRow[ 'status' ];
	statusCode: string | null;
	statusReason: string | null;
	/** ISO 8601. */
	tokenAddedAt: string;
	tokenAgeDays: number;
	/** What to do about an old token, in words; null: nothing. */
	tokenReminder: string | null;
	/** The token that takes over when HighLevel refuses the current one. */
	nextToken: { addedAt: string; problem: string | null } | null;
	checkedAt: string | null;
	scopes: ScopeReport[];
	/** Names of scopes that something switched on asks for, and the token lacks. */
	scopesMissing: string[];
	/** Names of scopes that the token has, and nothing switched on asks for; as far as they can be known. */
	scopesSuperfluous: string[];
	/** HighLevel keeps failing for this location: its calls rest until the next one finds out. Null: all is well. */
	trouble: Trouble | null;
}

export interface Trouble {
	code: string;
	reason: string;
	/** ISO 8601. */
	since: string;
	nextProbeAt: string;
}

/** Built field by field, so that a new column of the table does not slip out by itself. */
export function describeConnection( row: ConnectionRow, config: Config, breakers: readonly BreakerRow[] = [] ): ConnectionView {
	const scopes = scopesOf( row, config );
	return {
		id: row.id,
		kind: row.kind,
		server: row.server,
		label: row.label,
		locationId: row.location_id,
		locationName: row.location_name,
		timeZone: row.time_zone,
		status: row.status,
		statusCode: row.status_code,
		statusReason: row.status_reason,
		tokenAddedAt: row.token_added_at.toISOString(),
		tokenAgeDays: tokenAgeDays( row ),
		tokenReminder: tokenReminder( row ),
		nextToken: row.next_token === null ? null : { addedAt: ( row.next_token_added_at ?? row.token_added_at ).toISOString(), problem: row.next_token_problem },
		checkedAt: row.checked_at?.toISOString() ?? null,
		scopes,
		scopesMissing: scopes.filter( ( { need, granted } ) => need !== 'unused' && granted === false ).map( ( { scope } ) => scope ),
		scopesSuperfluous: [ ...scopes.filter( ( { need, granted } ) => need === 'unused' && granted === true ).map( ( { scope } ) => scope ), ...strangeScopes( row, scopes ) ],
		trouble: troubleOf( breakers.find( ( breaker ) => breaker.locationId === budgetKey( row.server, row.location_id ) ) ),
	};
}

function troubleOf( breaker: BreakerRow | undefined ): Trouble | null {
	return breaker?.open && breaker.probeAt
		? { code: breaker.code, reason: breaker.reason, since: breaker.since.toISOString(), nextProbeAt: breaker.probeAt.toISOString() }
		: null;
}

/** What was granted is as old as the last check; what is needed is as the owner has it now. */
function scopesOf( row: ConnectionRow, config: Config ): ScopeReport[] {
	if ( row.scopes === null ) {
		return [];
	}
	const granted = new Map( row.scopes.map( ( report ) => [ report.scope, report.granted ] ) );
	return neededScopes( config ).map( ( needed ) => ( { ...needed, granted: granted.get( needed.scope ) ?? null } ) );
}

/** Only OAuth tells all that a token may do; a private integration shows what is asked, no more. */
function strangeScopes( row: ConnectionRow, known: ScopeReport[] ): string[] {
	const ours = new Set<string>( [ ...known.map( ( { scope } ) => scope ), ...agencyScopes ] );
	return ( row.token_scopes ?? '' ).split( /\s+/ ).filter( ( scope ) => scope !== '' && ! ours.has( scope ) );
}
