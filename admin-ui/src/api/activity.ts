/** What happened, and what is still waiting. */
import { callBridge } from './client.ts';
import type { ActivityDetail, ActivityPage } from './types.ts';

export interface ActivityQuery {
	state?: string;
	entity?: string;
	subject?: string;
	q?: string;
	before?: string;
	limit?: number;
}

export const readActivity = ( query: ActivityQuery, signal?: AbortSignal ): Promise<ActivityPage> => callBridge( '/activity', { query: { ...query }, signal } );

export const readEvent = ( id: string, signal?: AbortSignal ): Promise<ActivityDetail> => callBridge( `/activity/${ encodeURIComponent( id ) }`, { signal } );

export const replayEvents = ( eventIds: string[] ): Promise<{ replayed: number; ids: string[] }> => callBridge( '/replay', { method: 'POST', body: { eventIds } } );

export const replayAllDead = (): Promise<{ replayed: number; ids: string[] }> => callBridge( '/replay', { method: 'POST', body: { state: 'dead' } } );
