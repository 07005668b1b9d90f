/** What the stories of the bridge work with; made once in main.ts. */
import type { Logger } from 'pino';
import type { SecretBox } from '../crypto/secret-box.ts';
import type { Db } from '../database/client.ts';
import type { NewEvent } from '../database/events.ts';
import type { CallBudget } from '../highlevel/client.ts';
import type { LaneQueue } from '../lanes/lane-queue.ts';

export interface BridgeDeps {
	db: Db;
	box: SecretBox;
	/** Its id is the `aud` of every signed request. */
	bridge: { id: string; version: string };
	queue: LaneQueue;
	budget: CallBudget;
	/** Tries a site's waiting events again; the number of lanes woken. */
	wakeWaiting( siteId: string ): Promise<number>;
	highLevelBaseUrl: string;
	/** Told of new events, once they are written; for metrics and traces. */
	onAccepted?( events: readonly NewEvent[], startedAt: Date ): void;
	log: Logger;
}
