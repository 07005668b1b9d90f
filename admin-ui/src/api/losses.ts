/** Members who lost access to a calendar and have bookings there: the list, what the owner decides, and the rule. */
import { callBridge } from './client.ts';
import type { Person } from './access.ts';

export const lossStates = [ 'waiting', 'asked', 'kept', 'cancelling', 'cancelled', 'restoring', 'restored', 'failed', 'regained' ] as const;
export type LossState = ( typeof lossStates )[ number ];

export interface LostBooking {
	id: string;
	/** As HighLevel has it, with offset. */
	startTime: string;
	endTime: string | null;
	title: string | null;
	state: 'found' | 'cancelling' | 'cancelled' | 'cancel-failed' | 'restoring' | 'restored' | 'restore-failed';
	/** Why it could not be changed; empty: nothing to say. */
	reason: string;
}

export interface Loss {
	id: number;
	member: Person;
	calendar: { id: number; name: string };
	state: LossState;
	lostAt: string;
	/** When its grace ends; null: it has none, or is past it. */
	dueAt: string | null;
	changedAt: string;
	/** Why access was lost, in the words of then. */
	reason: string;
	note: string;
	/** null: by itself. */
	decidedBy: string | null;
	bookings: LostBooking[];
	canKeep: boolean;
	canCancel: boolean;
	canUndo: boolean;
}

export interface LossSettings {
	mode: 'keep' | 'ask' | 'cancel';
	graceHours: number;
	mail: boolean;
}

export interface LossPage {
	items: Loss[];
	total: number;
	pages: number;
	counts: Record<LossState, number>;
	settings: LossSettings;
}

export type Decision = 'keep' | 'cancel' | 'undo';

export interface Decided {
	items: Loss[];
	refused: { id: number; reason: string }[];
}

export const pageSize = 20;

export const listLosses = ( state: string, search: string, page: number, signal?: AbortSignal ): Promise<LossPage> =>
	callBridge( '/access/losses', { query: { state, search, page, size: pageSize }, signal } );

export const decideLosses = ( ids: number[], decision: Decision ): Promise<Decided> => callBridge( '/access/losses/decide', { method: 'POST', body: { ids, decision } } );

export const saveLossSettings = ( settings: LossSettings ): Promise<LossSettings> => callBridge( '/access/losses/settings', { method: 'PUT', body: settings } );
