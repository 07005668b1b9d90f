/** Can the bridge take and deliver events at this moment? */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../database/client.ts';
import { ask } from '../database/ask.ts';

const PATIENCE_MS = 2_000;

/** @param lanesHealthy Whether the lanes answered lately. */
export async function checkReadiness( db: Db, lanesHealthy: () => boolean ): Promise<{ database: boolean; lanes: boolean }> {
	const answered = ask( db ).then( () => true, () => false );
	const database = await Promise.race( [ answered, sleep( PATIENCE_MS, false, { ref: false } ) ] );
	return { database, lanes: database && lanesHealthy() };
}
