/** Who changed which setting of the site. */
import { callBridge } from './client.ts';

export interface AuditChange {
	/** Names joined by dots; '' where the whole is one value. */
	path: string;
	/** Any JSON; secrets are "(hidden)". */
	old: unknown;
	new: unknown;
}

export interface AuditItem {
	id: number;
	at: string;
	/** Id 0: no user of WordPress. */
	user: { id: number; name: string };
	source: string;
	what: string;
	subject: string;
	changes: AuditChange[];
}

export interface AuditQuery {
	what?: string;
	source?: string;
	q?: string;
	before?: number;
	limit?: number;
}

export const readAudit = ( query: AuditQuery, signal?: AbortSignal ): Promise<{ items: AuditItem[]; next: number | null }> => callBridge( '/audit', { query: { ...query }, signal } );
