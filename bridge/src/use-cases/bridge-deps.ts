/** What the stories of the bridge work with; made once in main.ts. */
import type { Logger } from 'pino';
import type { SecretBox } from '../crypto/secret-box.ts';
import type { Db } from '../database/client.ts';
import type { NewEvent } from '../database/events.ts';
import type { CallBudget } from '../highlevel/client.ts';
import type { Budget } from '../lanes/budget.ts';
import type { LaneQueue } from '../lanes/lane-queue.ts';
import type { TokenKeeper } from './tokens/token-keeper.ts';
import type { AddressRules } from '../outgoing/address-rules.ts';
import type { Mailer } from '../outgoing/send-mail.ts';

export interface BridgeDeps {
	db: Db;
	box: SecretBox;
	/** Its id is the `aud` of every signed request. */
	bridge: { id: string; version: string };
	queue: LaneQueue;
	budget: Budget & Pick<CallBudget, 'called'>;
	/** Tries a site's waiting events again; the number of lanes woken. */
	wakeWaiting( siteId: string ): Promise<number>;
	highLevelBaseUrl: string;
	/** The test account's address; null or left out: there is none. */
	highLevelSandboxUrl?: string | null;
	/** Where owners give consent to the app, when it is not the usual place. */
	highLevelConsentUrl?: string | null;
	/** The marketplace app; null or left out: no connections by OAuth. */
	highLevelApp?: { clientId: string; clientSecret: string } | null;
	/** PEM of the Ed25519 key that HighLevel signs webhooks with. */
	highLevelWebhookKey?: string | null;
	/** Where browsers reach this bridge, for the way back from HighLevel. */
	ownUrl?: string;
	tokens: TokenKeeper;
	/** Told when a webhook of HighLevel was kept, so that it need not wait for the timer. */
	highLevelEventsCame?(): void;
	/** Told of new events, once they are written; for metrics and traces. */
	onAccepted?( events: readonly NewEvent[], startedAt: Date ): void;
	/** Where messages to addresses that an owner entered may go. */
	outgoing: AddressRules;
	/** Null: no mail server is configured. */
	mailer: Mailer | null;
	log: Logger;
}
