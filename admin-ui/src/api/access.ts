/** Who may see which calendar, and the groups that are made from Teams and offerings. */
import { callBridge } from './client.ts';

export interface Person {
	id: number;
	name: string;
	/** null: this account may not see addresses. */
	email: string | null;
}

export interface AccessCalendar {
	id: number;
	name: string;
	status: 'active' | 'draft';
	/** Name of its group; empty: none. */
	group: string;
}

export interface RuleAnswer {
	kind: string;
	id: string;
	name: string;
	result: 'yes' | 'no' | 'unknown';
	words: string;
}

export interface Answer {
	calendar: AccessCalendar;
	allowed: boolean;
	reason: string;
	/** Seen only because the person looks after calendars. */
	preview: boolean;
	match: 'any' | 'all' | 'none';
	rules: RuleAnswer[];
	/** Whether the rules are the group's. */
	inherited: boolean;
	group: string;
	words: string;
	memberWords: string;
}

export interface WhoItem {
	user: Person;
	allowed: boolean;
	preview: boolean;
	reason: string;
	words: string;
}

export interface WhoPage {
	items: WhoItem[];
	page: number;
	pages: number;
	total: number;
}

export interface GroupMapping {
	teams: boolean;
	offerings: 'none' | 'all' | 'chosen';
	chosen: string[];
	/** What becomes of a name that the owner gave a group by hand. */
	names: 'keep' | 'follow';
}

export interface GroupStep {
	action: 'create' | 'change' | 'set-inactive' | 'set-active';
	name: string;
	/** The name so far. */
	from: string;
	/** What the Team or the offering is called. */
	source: string;
}

interface Named {
	id: string;
	name: string;
}

export interface GroupsState {
	mapping: GroupMapping;
	teams: Named[];
	offerings: Named[];
	accessAlly: boolean;
	pending: GroupStep[];
	undo: { at: string; groups: string[] } | null;
}

export interface GroupsDone {
	done: { action: GroupStep[ 'action' ]; name: string }[];
	failed: { name: string; reason: string }[];
	left: number;
	state: GroupsState;
}

export const listAccessCalendars = ( signal?: AbortSignal ): Promise<{ items: AccessCalendar[] }> => callBridge( '/access/calendars', { signal } );

/** At most 20 people whose name or address has this in it. */
export const findPeople = ( search: string, signal?: AbortSignal ): Promise<{ items: Person[]; total: number }> => callBridge( '/access/members', { query: { search }, signal } );

/**
 * @param user     0: a visitor.
 * @param calendar 0: all calendars.
 */
export const checkAccess = ( user: number, calendar: number, signal?: AbortSignal ): Promise<{ user: Person; items: Answer[] }> =>
	callBridge( '/access/check', { query: { user, calendar: calendar || undefined }, signal } );

export const readWho = ( calendar: number, page: number, signal?: AbortSignal ): Promise<WhoPage> => callBridge( '/access/who', { query: { calendar, page, perPage: 200 }, signal } );

export const readGroups = ( signal?: AbortSignal ): Promise<GroupsState> => callBridge( '/access/groups', { signal } );

export const previewGroups = ( mapping: GroupMapping, signal?: AbortSignal ): Promise<{ steps: GroupStep[] }> => callBridge( '/access/groups/preview', { method: 'POST', body: mapping, signal } );

export const saveGroups = ( mapping: GroupMapping ): Promise<GroupsDone> => callBridge( '/access/groups', { method: 'PUT', body: mapping } );

export const undoGroups = (): Promise<{ removed: string[]; restored: string[]; kept: string[]; state: GroupsState }> => callBridge( '/access/groups/undo', { method: 'POST' } );
