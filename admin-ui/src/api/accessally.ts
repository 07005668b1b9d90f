/** What was found of AccessAlly, the triggers that can be switched on, and what the owner says about Teams and signs. */
import { callBridge } from './client.ts';

export interface Finding {
	id: string;
	state: 'found' | 'partly' | 'missing';
	title: string;
	/** What was looked for and found. */
	detail: string;
	/** What follows for the owner; empty where everything is as it should be. */
	consequence: string;
}

export interface Named {
	id: string;
	name: string;
}

export interface Team extends Named {
	/** The owner's own name for it; empty: none yet, and `name` is its number in words. */
	label: string;
	/** The name of the first who leads it. */
	leader: string | null;
	leaders: number;
	members: number;
}

/** What tells of something that AccessAlly itself does not tell of. */
export interface Sign {
	source: 'tag' | 'event' | 'operation';
	id: string;
	/** The trigger, without its common beginning: `order.succeeded`. */
	type: string;
	/** Of a tag: the operation that it stands for; empty: none. */
	operation: string;
	/** Of a tag: it is taken away again once it was seen. */
	consume: boolean;
}

export interface Recipe {
	type: string;
	title: string;
	steps: string[];
}

export interface AccessAllyAnswer {
	findings: Finding[];
	teams: Team[];
	signs: Sign[];
	recipes: Recipe[];
	/** What a sign can be; null: this cannot be read, or is not there. */
	choices: { tags: Named[]; operations: Named[] | null; events: Named[] | null };
}

export interface Trigger {
	type: string;
	name: string;
	description: string;
	on: boolean;
	/** Which personal data leaves the site with it. */
	sends: string[];
	/** Where AccessAlly makes it late, or does not show it. */
	note: string | null;
	/** It can only be seen by a sign that the owner sets up. */
	needsSign: boolean;
}

export interface TriggerFamily {
	id: string;
	title: string;
	triggers: Trigger[];
}

export interface TriggersAnswer {
	paired: boolean;
	families: TriggerFamily[];
}

export const readAccessAlly = ( signal?: AbortSignal ): Promise<AccessAllyAnswer> => callBridge( '/accessally', { signal } );

/** By Team number; an empty name takes it away again. */
export const saveTeamNames = ( labels: Record<string, string> ): Promise<AccessAllyAnswer> => callBridge( '/accessally/teams', { method: 'PUT', body: { labels } } );

export const saveSigns = ( signs: Sign[] ): Promise<AccessAllyAnswer> => callBridge( '/accessally/signs', { method: 'PUT', body: { signs } } );

export const readTriggers = ( signal?: AbortSignal ): Promise<TriggersAnswer> => callBridge( '/triggers', { signal } );

/** Switches one on or off; the others stay as they are. */
export const switchTrigger = ( type: string, on: boolean ): Promise<TriggersAnswer> => callBridge( '/triggers', { method: 'PUT', body: { triggers: { [ type ]: on } } } );
