/** Reading, saving and previewing the mapping. */
import { callBridge } from './client.ts';
import type { Config, ConfigAnswer, EntityKind, Preview } from './types.ts';

export const readConfig = ( signal?: AbortSignal ): Promise<ConfigAnswer> => callBridge( '/config', { signal } );

/** @param config Its `version` is the one that was read; another one in the store is refused with `config_conflict`. */
export const saveConfig = ( config: Config ): Promise<{ config: Config }> => callBridge( '/config', { method: 'PUT', body: config } );

/** Asks what would be sent for this entity with this (unsaved) mapping. Nothing is sent. */
export const previewMapping = ( entity: EntityKind, snapshot: unknown, config: Config, signal?: AbortSignal ): Promise<Preview> =>
	callBridge( '/preview', { method: 'POST', body: { entity, snapshot, config }, signal } );
