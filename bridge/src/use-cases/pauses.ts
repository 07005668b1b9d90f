/** The owner holds back a site or one kind of change, and lets it go on: events come in meanwhile, wait and keep their order. */
import type { Db } from '../database/client.ts';
import { addPause, listPauses, removePause, type PauseRow } from '../database/pauses.ts';
import { AppError } from '../errors/app-error.ts';
import type { BridgeDeps } from './bridge-deps.ts';

export const workflowNames = [ 'calendar.send', 'calendar.retire', 'calendar-group.send', 'calendar-group.retire', 'booking.change' ] as const;

/** What is done for an event: the name that its runs have in Activity. */
export type Workflow = ( typeof workflowNames )[ number ];

export type PauseScope = 'site' | Workflow;

const titles: Readonly<Record<Workflow, string>> = {
	'calendar.send': 'Sending calendars to HighLevel',
	'calendar.retire': 'Taking calendars out of HighLevel',
	'calendar-group.send': 'Sending calendar groups to HighLevel',
	'calendar-group.retire': 'Taking calendar groups out of HighLevel',
	'booking.change': 'Cancelling and restoring bookings',
};

export interface PauseView {
	/** ISO 8601; null: not paused. */
	site: { pausedAt: string | null };
	workflows: { workflow: Workflow; title: string; pausedAt: string | null }[];
}

export async function showPauses( deps: Pick<BridgeDeps, 'db'>, siteId: string ): Promise<PauseView> {
	return viewOf( await listPauses( deps.db, siteId ) );
}

/** Pausing lets what runs at this moment end; resuming wakes everything of the site that waits. */
export async function setPause( deps: Pick<BridgeDeps, 'db' | 'wakeWaiting'>, siteId: string, scope: PauseScope, paused: boolean ): Promise<PauseView> {
	if ( paused ) {
		await addPause( deps.db, siteId, scope );
	} else if ( await removePause( deps.db, siteId, scope ) ) {
		await deps.wakeWaiting( siteId );
	}
	return showPauses( deps, siteId );
}

/** @throws AppError `site_paused`. */
export async function requireSiteRunning( db: Db, siteId: string ): Promise<PauseView> {
	const view = viewOf( await listPauses( db, siteId ) );
	if ( view.site.pausedAt !== null ) {
		throw new AppError( 'site_paused', 'This site is paused. Resume it on the Connect screen, and this goes on by itself.' );
	}
	return view;
}

/** @throws AppError `site_paused` or `workflow_paused`. */
export async function requireRunning( db: Db, siteId: string, workflow: Workflow ): Promise<void> {
	const { workflows } = await requireSiteRunning( db, siteId );
	const paused = workflows.find( ( each ) => each.workflow === workflow && each.pausedAt !== null );
	if ( paused ) {
		throw new AppError( 'workflow_paused', `${ paused.title } is paused. Resume it, and this goes on by itself.` );
	}
}

function viewOf( rows: readonly PauseRow[] ): PauseView {
	const since = ( scope: PauseScope ) => rows.find( ( row ) => row.scope === scope )?.pausedAt.toISOString() ?? null;
	return {
		site: { pausedAt: since( 'site' ) },
		workflows: workflowNames.map( ( workflow ) => ( { workflow, title: titles[ workflow ], pausedAt: since( workflow ) } ) ),
	};
}
