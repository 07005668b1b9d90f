/** The link of the entity under delivery: read once, written before and after everything that must not be forgotten in a crash. */
import type { Db, Trx } from '../../database/client.ts';
import { findLink, saveLink, type LinkRow } from '../../database/links.ts';
import type { Server } from '../../database/schema.ts';
import type { Fields } from '../../workflows/merge.ts';
import type { ScheduleRule } from '../../workflows/open-hours.ts';
import type { OwnReminder } from '../../workflows/reminders.ts';

/** What we last wrote to HighLevel: the base of the three-way merge. */
export interface LinkBase {
	/** When a create went out whose end is not known; epoch ms. */
	expectedSince?: number;
	/** Until when a write that was not answered in time may still take effect; epoch ms. */
	lateUntil?: number;
	/** By HighLevel key. */
	fields?: Fields;
	eventSchedule?: ScheduleBase;
	/** By HighLevel user id. */
	userSchedules?: Record<string, ScheduleBase & { id: string }>;
	reminders?: OwnReminder[];
	/** While it is not known how far a write of reminders came: the keys of those that it was to add, maybe none. */
	remindersTried?: string[];
}

export interface ScheduleBase {
	timezone: string;
	rules?: ScheduleRule[];
}

export interface LinkKeeper {
	readonly marker: string;
	readonly state: LinkRow[ 'state' ] | 'none';
	readonly highLevelId: string | null;
	readonly base: LinkBase;
	/** It is not in HighLevel (any more): what we wrote there counts for nothing. */
	reset(): Promise<void>;
	/** Before a create goes out: whoever comes next must look for the marker first, and give it time. */
	expect(): Promise<void>;
	/** The create is known to have failed. */
	expectNoMore(): Promise<void>;
	/** HighLevel has it under this id. */
	connect( highLevelId: string ): Promise<void>;
	/** Remembers what was written. */
	remember( base: Partial<LinkBase> ): Promise<void>;
	/** The site lets go of it: it stays in HighLevel as a draft, or it is gone there. */
	end( state: 'released' | 'deleted' ): Promise<void>;
	/** In the transaction that closes the event. */
	settle( trx: Trx, applied: { eventId: string; sequence: number } ): Promise<void>;
}

export interface LinkPlace {
	siteId: string;
	subject: string;
	connectionId: string;
	locationId: string;
	server: Server;
	marker: string;
}

export async function openLink( db: Db, place: LinkPlace ): Promise<LinkKeeper> {
	const row = await findLink( db, place.siteId, place.subject, place.connectionId );
	const now = {
		state: ( row?.state ?? 'none' ) as LinkKeeper[ 'state' ],
		highLevelId: row?.highlevel_id ?? null,
		base: ( row?.base ?? {} ) as LinkBase,
	};
	const write = async ( to: Db | Trx, applied?: { eventId: string; sequence: number } ): Promise<void> => {
		if ( now.state !== 'none' ) {
			await saveLink( to, { ...place, ...now, state: now.state, applied } );
		}
	};
	const change = ( news: Partial<typeof now> ): Promise<void> => {
		Object.assign( now, news );
		return write( db );
	};
	return {
		marker: place.marker,
		get state() {
			return now.state;
		},
		get highLevelId() {
			return now.highLevelId;
		},
		get base() {
			return now.base;
		},
		reset: () => change( { state: 'creating', highLevelId: null, base: {} } ),
		expect: () => change( { state: 'creating', highLevelId: null, base: { expectedSince: Date.now() } } ),
		expectNoMore: () => change( { base: known( now.base ) } ),
		connect: ( highLevelId ) => change( { state: 'linked', highLevelId, base: known( now.base ) } ),
		remember: ( base ) => change( { base: { ...now.base, ...base } } ),
		end: ( state ) => change( state === 'deleted' ? { state, highLevelId: null, base: {} } : { state } ),
		settle: ( trx, applied ) => write( trx, applied ),
	};
}

function known( { expectedSince: _over, ...base }: LinkBase ): LinkBase {
	return base;
}

/** Stands for a value that a write under way may have changed: it is like none that the site can want. */
export const IN_DOUBT = '(being written)';

/** To be remembered before a write: should its answer get lost, the next change must not take HighLevel's value for one that the owner set there. */
export function inDoubt( base: LinkBase, keys: readonly string[] ): Pick<LinkBase, 'fields'> {
	return { fields: { ...base.fields, ...Object.fromEntries( keys.map( ( key ) => [ key, IN_DOUBT ] ) ) } };
}

/** The same for a schedule: what is not being written stays known, for there the owner's own value is to be respected. */
export function scheduleInDoubt( base: ScheduleBase | undefined, change: Partial<ScheduleBase> ): ScheduleBase {
	return {
		timezone: change.timezone !== undefined || base === undefined ? IN_DOUBT : base.timezone,
		...( base?.rules && change.rules === undefined && { rules: base.rules } ),
	};
}
