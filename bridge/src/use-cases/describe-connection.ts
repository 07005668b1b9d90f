/** A connection as the site may see it: everything but its token. */
import type { BreakerRow } from '../database/circuit-breakers.ts';
import type { ConnectionRow } from '../database/connections.ts';
import type { ScopeReport } from '../database/schema.ts';

export interface ConnectionView {
	id: string;
	kind: 'privateIntegration';
	label: string;
	locationId: string;
	locationName: string | null;
	timeZone: string | null;
	status: ConnectionRow[ 'status' ];
	statusCode: string | null;
	statusReason: string | null;
	/** ISO 8601. */
	tokenAddedAt: string;
	checkedAt: string | null;
	scopes: ScopeReport[];
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
export function describeConnection( row: ConnectionRow, breakers: readonly BreakerRow[] = [] ): ConnectionView {
	return {
		id: row.id,
		kind: row.kind,
		label: row.label,
		locationId: row.location_id,
		locationName: row.location_name,
		timeZone: row.time_zone,
		status: row.status,
		statusCode: row.status_code,
		statusReason: row.status_reason,
		tokenAddedAt: row.token_added_at.toISOString(),
		checkedAt: row.checked_at?.toISOString() ?? null,
		scopes: row.scopes ?? [],
		trouble: troubleOf( breakers.find( ( breaker ) => breaker.locationId === row.location_id ) ),
	};
}

function troubleOf( breaker: BreakerRow | undefined ): Trouble | null {
	return breaker?.open && breaker.probeAt
		? { code: breaker.code, reason: breaker.reason, since: breaker.since.toISOString(), nextProbeAt: breaker.probeAt.toISOString() }
		: null;
}
