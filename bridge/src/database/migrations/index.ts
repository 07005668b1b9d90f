/** Every migration in the order it is run; a released one is never edited, renamed or removed. */
import type { Migration } from 'kysely/migration';
import * as initial from './001-initial.ts';
import * as acceptInOneCall from './002-accept-in-one-call.ts';
import * as holdsAndLimits from './003-holds-and-limits.ts';
import * as tokens from './004-tokens.ts';
import * as attemptsByDay from './005-attempts-by-day.ts';
import * as alerts from './006-alerts.ts';
import * as pacedSlots from './007-paced-slots.ts';
import * as acceptAtOnce from './010-accept-at-once.ts';
import * as claimByGroup from './011-claim-by-group.ts';
import * as consentPage from './012-consent-page.ts';
import * as sharedLimits from './013-shared-limits.ts';
import * as linksByMode from './014-links-by-mode.ts';
import * as logThenWake from './015-log-then-wake.ts';
import * as digestAndSlack from './018-digest-and-slack.ts';

export const migrations: Record<string, Migration> = {
	'001-initial': initial,
	'002-accept-in-one-call': acceptInOneCall,
	'003-holds-and-limits': holdsAndLimits,
	'004-tokens': tokens,
	'005-attempts-by-day': attemptsByDay,
	'006-alerts': alerts,
	'007-paced-slots': pacedSlots,
	'010-accept-at-once': acceptAtOnce,
	'011-claim-by-group': claimByGroup,
	'012-consent-page': consentPage,
	'013-shared-limits': sharedLimits,
	'014-links-by-mode': linksByMode,
	'015-log-then-wake': logThenWake,
	'018-digest-and-slack': digestAndSlack,
};
