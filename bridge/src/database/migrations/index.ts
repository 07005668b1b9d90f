/** Every migration in the order it is run; a released one is never edited, renamed or removed. */
import type { Migration } from 'kysely/migration';
import * as initial from './001-initial.ts';
import * as acceptInOneCall from './002-accept-in-one-call.ts';
import * as alerts from './006-alerts.ts';

export const migrations: Record<string, Migration> = {
	'001-initial': initial,
	'002-accept-in-one-call': acceptInOneCall,
	'006-alerts': alerts,
};
