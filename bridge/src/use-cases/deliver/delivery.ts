/** Everything that a story about one event needs, in one object. */
import type { Config } from '@slotbridge/catalogue';
import type { Logger } from 'pino';
import type { Db } from '../../database/client.ts';
import type { ConnectionRow } from '../../database/connections.ts';
import type { CallBudget, HighLevelClient } from '../../highlevel/client.ts';
import type { Work } from '../../lanes/deliver.ts';
import type { InSpan } from '../../telemetry/tracing.ts';
import type { TokenKeeper } from '../tokens/token-keeper.ts';
import type { LinkKeeper } from './link-keeper.ts';
import type { Recorder } from './recorder.ts';

export interface DeliverDeps {
	db: Db;
	tokens: TokenKeeper;
	budget: CallBudget;
	highLevelBaseUrl: string;
	highLevelSandboxUrl?: string | null;
	log: Logger;
	/** Shows each step in the event's trace. */
	inSpan?: InSpan;
}

export interface Delivery {
	db: Db;
	work: Work;
	siteId: string;
	/** The snapshot to apply. */
	entity: Record<string, unknown>;
	connection: ConnectionRow;
	config: Config;
	client: HighLevelClient;
	link: LinkKeeper;
	/** Records what is done; see recorder.ts. */
	step: Recorder[ 'step' ];
	skip: Recorder[ 'skip' ];
}
