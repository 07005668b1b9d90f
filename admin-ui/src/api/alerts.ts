/** Who is told when something needs attention, and of what. The webhook's secret goes one way, but for one that the bridge has just made. */
import { callBridge } from './client.ts';

export interface AlertRules {
	deadLetters: { enabled: boolean; atLeast: number };
	queueAge: { enabled: boolean; minutes: number };
	tokenBroken: { enabled: boolean };
	tokenAge: { enabled: boolean; days: number };
	/** HighLevel fails for a location, so that its calls rest. */
	resting: { enabled: boolean; minutes: number };
}

/** standard: signed JSON; slack: one text, as chat programs take it. */
export type WebhookFormat = 'standard' | 'slack';

/** A summary of the day, at an hour of the site's own clock. */
export interface Digest {
	hour: number;
	timeZone: string;
	/** False: only when something is wrong or waits. */
	always: boolean;
}

export interface Alerts {
	webhook: { url: string; format?: WebhookFormat; lastError: string | null } | null;
	emails: string[];
	/** False: the bridge's operator has set no mail server. */
	emailAvailable: boolean;
	emailLastError: string | null;
	lastMessageAt: string | null;
	rules: AlertRules;
	/** Undefined: a bridge of an older version, which has neither digests nor other formats. */
	digest?: Digest | null;
	nextDigestAt?: string | null;
}

/** Something that is wrong now; `title` and `detail` are the bridge's own words, in English. */
export interface Incident {
	rule: string;
	title: string;
	detail: string;
	since: string;
	toldAt: string | null;
}

export interface AlertsInput {
	/** Without a secret the stored one stays, or the bridge makes one. */
	webhook: { url: string; secret?: string; format?: WebhookFormat } | null;
	emails: string[];
	rules: AlertRules;
	digest?: Digest | null;
}

export interface TestResult {
	channel: 'webhook' | 'email';
	receiver: string;
	ok: boolean;
	reason: string | null;
}

export const readAlerts = ( signal?: AbortSignal ): Promise<{ alerts: Alerts; incidents: Incident[] }> => callBridge( '/alerts', { signal } );

/** `webhookSecret` is there when the bridge made one: it is told only here. */
export const saveAlerts = ( input: AlertsInput ): Promise<{ alerts: Alerts; webhookSecret?: string }> => callBridge( '/alerts', { method: 'PUT', body: input } );

export const testAlerts = (): Promise<{ results: TestResult[] }> => callBridge( '/alerts/test', { method: 'POST' } );
