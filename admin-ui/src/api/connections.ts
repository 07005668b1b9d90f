/** A site's HighLevel connections. The token goes one way only: no answer ever holds it. */
import { callBridge } from './client.ts';
import type { Affected, Connection, ConnectionTest, HighLevelUser, SwitchForecast } from './types.ts';

export interface Credentials {
	token: string;
	locationId: string;
}

const at = ( id: string ): string => `/connections/${ encodeURIComponent( id ) }`;

export const listConnections = ( signal?: AbortSignal ): Promise<{ connections: Connection[] }> => callBridge( '/connections', { signal } );

export const testCredentials = ( credentials: Credentials ): Promise<ConnectionTest> => callBridge( '/connections/test', { method: 'POST', body: credentials } );

export const addConnection = ( credentials: Credentials ): Promise<{ connection: Connection; test: ConnectionTest }> =>
	callBridge( '/connections', { method: 'POST', body: credentials } );

export const testConnection = ( id: string ): Promise<ConnectionTest> => callBridge( `${ at( id ) }/test`, { method: 'POST' } );

export const changeConnection = ( id: string, change: { token?: string; nextToken?: string | null; status?: 'active' | 'paused'; server?: Connection[ 'server' ] } ): Promise<{ connection: Connection; switched?: { sends: Affected } }> =>
	callBridge( at( id ), { method: 'PATCH', body: change } );

/** What switching it between live and sandbox would mean. */
export const forecastSwitch = ( id: string, signal?: AbortSignal ): Promise<SwitchForecast> => callBridge( `${ at( id ) }/switch`, { signal } );

/** Begins a consent at HighLevel; the browser goes to `url`, and comes back to the SlotBridge page. */
export const startOAuth = ( as: 'location' | 'agency' ): Promise<{ url: string }> => callBridge( '/connections/oauth', { method: 'POST', body: { as } } );

export const removeConnection = ( id: string ): Promise<unknown> => callBridge( at( id ), { method: 'DELETE' } );

/** What HighLevel has there, to choose one from. */
export const listCalendars = ( id: string, signal?: AbortSignal ): Promise<{ items: { id: string; name: string }[] }> => callBridge( `${ at( id ) }/calendars`, { signal } );

export const listGroups = ( id: string, signal?: AbortSignal ): Promise<{ items: { id: string; name: string }[] }> => callBridge( `${ at( id ) }/groups`, { signal } );

export const listUsers = ( id: string, signal?: AbortSignal ): Promise<{ items: HighLevelUser[] }> => callBridge( `${ at( id ) }/users`, { signal } );
