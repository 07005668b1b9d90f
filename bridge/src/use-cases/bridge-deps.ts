/** What the stories of the bridge work with; made once in main.ts. */
import type { Logger } from 'pino';
import type { SecretBox } from '../crypto/secret-box.ts';
import type { Db } from '../database/client.ts';
import type { Budget } from '../lanes/budget.ts';
import type { LaneQueue } from '../lanes/lane-queue.ts';
import type { AddressRules } from '../outgoing/address-rules.ts';
import type { Mailer } from '../outgoing/send-mail.ts';

export interface BridgeDeps {
	db: Db;
	box: SecretBox;
	/** Its id is the `aud` of every signed request. */
	bridge: { id: string; version: string };
	queue: LaneQueue;
	budget: Budget;
	/** Tries a site's waiting events again; the number of lanes woken. */
	wakeWaiting( siteId: string ): Promise<number>;
	highLevelBaseUrl: string;
	/** Where messages to addresses that an owner entered may go. */
	outgoing: AddressRules;
	/** Null: no mail server is configured. */
	mailer: Mailer | null;
	log: Logger;
}
