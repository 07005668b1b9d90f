/** Health and pairing: what the site knows of its bridge. */
import { callBridge } from './client.ts';
import type { DispatchReport, Forecast, Status } from './types.ts';

export const readStatus = ( signal?: AbortSignal ): Promise<Status> => callBridge( '/status', { signal } );

/** A warning says what worked only in part, for instance that the bridge cannot reach the site. */
export type Warned = { warning?: string | null };

export const pairWithBridge = ( bridgeUrl: string, code: string ): Promise<Warned> => callBridge( '/pairing', { method: 'POST', body: { bridgeUrl, code } } );

export const unpair = (): Promise<Warned> => callBridge( '/pairing', { method: 'DELETE' } );

export const rotatePairingSecret = (): Promise<unknown> => callBridge( '/pairing/secret', { method: 'POST' } );

/** Sends what is waiting in WordPress now, instead of at the next minute. */
export const dispatchOutbox = (): Promise<DispatchReport> => callBridge( '/outbox/dispatch', { method: 'POST' } );

/** What `resendEverything` would take. */
export const readForecast = ( signal?: AbortSignal ): Promise<Forecast> => callBridge( '/forecast', { signal } );

/** Queues every calendar and group as changed. */
export const resendEverything = (): Promise<{ recorded: number; skipped: number }> => callBridge( '/resend', { method: 'POST' } );

export const discardRefused = ( id: number ): Promise<unknown> => callBridge( `/outbox/${ id }/discard`, { method: 'POST' } );

/** What a site whose address has changed is; nothing is sent before. */
export const answerSiteAddress = ( answer: 'live' | 'copy' ): Promise<Warned> => callBridge( '/site-address', { method: 'POST', body: { answer } } );
