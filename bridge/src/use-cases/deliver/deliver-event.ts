/** The story of one event: find the connection, choose what to do, do it, and say how it ended. */
import { readConfig } from '../../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../../database/connections.ts';
import { createHighLevelClient } from '../../highlevel/client.ts';
import { HighLevelFailure } from '../../highlevel/failure.ts';
import type { Deliver, Outcome, Work } from '../../lanes/deliver.ts';
import { isBooking } from '../bookings/booking-events.ts';
import { fencedBudget, requireOnServer } from '../switch-server.ts';
import { serverBudget, serverUrl } from '../tokens/servers.ts';
import { makeMarker } from '../../workflows/marker.ts';
import { requireUsable } from '../require-usable.ts';
import { changeBooking } from './booking/change-booking.ts';
import { retireCalendar } from './calendar/retire-calendar.ts';
import { sendCalendar } from './calendar/send-calendar.ts';
import type { DeliverDeps, Delivery } from './delivery.ts';
import { retireGroup } from './group/retire-group.ts';
import { sendGroup } from './group/send-group.ts';
import { answerOccurrence } from './answer-occurrence.ts';
import { noteLateWrite, refuseWhileLate } from './late-writes.ts';
import { openLink } from './link-keeper.ts';
import { coalesces } from '../event-types.ts';
import { requireRunning, type Workflow } from '../pauses.ts';
import { outcomeOfError, type Stop } from './outcome-of-error.ts';
import { startRecorder, type Recorder } from './recorder.ts';
import { tellSite } from './tell-site.ts';

/** Which story is told for which kind of entity. */
const stories = {
	calendar: { send: sendCalendar, retire: retireCalendar },
	'calendar-group': { send: sendGroup, retire: retireGroup },
	booking: { change: changeBooking },
} as const;

/** Makes the function that a lane calls for the event whose turn it is. */
export function createDeliver( deps: DeliverDeps ): Deliver {
	return async ( work, signal ) => {
		const { event } = work;
		if ( ! coalesces( event.subject ) ) {
			return answerOccurrence( deps, work );
		}
		const config = await readConfig( deps.db, event.site_id );
		const connection = await findConnectionForSite( deps.db, event.site_id, config.connectionId );
		const { workflow, story } = chooseStory( event.subject, work.removed );
		const recorder = await startRecorder( deps.db, {
			eventId: event.id,
			siteId: event.site_id,
			workflow,
			connectionId: connection?.id ?? null,
			locationId: connection?.location_id ?? null,
		}, deps.inSpan );
		const calls = { made: 0 };
		try {
			await requireRunning( deps.db, event.site_id, workflow );
			requireUsable( connection );
			const delivery = await openDelivery( deps, work, signal, connection, config, counting( recorder, calls ) );
			refuseWhileLate( delivery.link );
			await tell( delivery, story );
			await recorder.finish( { state: 'succeeded' } );
			return delivered( delivery );
		} catch ( error ) {
			const outcome = await stopped( deps, work, signal, connection, recorder, error );
			return outcome.kind === 'waiting' ? { ...outcome, untried: calls.made === 0 } : outcome;
		}
	};
}

function chooseStory( subject: string, removed: boolean ): { workflow: Workflow; story: ( delivery: Delivery ) => Promise<void> } {
	if ( isBooking( subject ) ) {
		return { workflow: 'booking.change', story: stories.booking.change };
	}
	const entity = subject.startsWith( 'calendar-group/' ) ? 'calendar-group' : 'calendar';
	const what = removed ? 'retire' : 'send';
	return { workflow: `${ entity }.${ what }`, story: stories[ entity ][ what ] };
}

/** The same recorder, and a count of the calls that were made. */
function counting( recorder: Recorder, calls: { made: number } ): Recorder {
	return {
		...recorder,
		attempt: ( attempt ) => {
			calls.made += 1;
			return recorder.attempt( attempt );
		},
	};
}

async function tell( delivery: Delivery, story: ( delivery: Delivery ) => Promise<void> ): Promise<void> {
	try {
		await story( delivery );
	} catch ( error ) {
		await noteLateWrite( delivery.link, error );
		throw error;
	}
}

async function openDelivery( deps: DeliverDeps, work: Work, signal: AbortSignal, connection: ConnectionRow, config: Delivery[ 'config' ], recorder: Recorder ): Promise<Delivery> {
	const { event } = work;
	const place = { siteId: event.site_id, subject: event.subject, connectionId: connection.id, locationId: connection.location_id, server: connection.server };
	await requireOnServer( deps.db, connection );
	return {
		db: deps.db,
		work,
		siteId: event.site_id,
		entity: event.data.entity,
		connection,
		config,
		link: await openLink( deps.db, { ...place, marker: makeMarker( event.site_id, event.subject ) } ),
		client: createHighLevelClient( {
			baseUrl: serverUrl( deps, connection.server ),
			token: deps.tokens.sourceOf( connection ),
			locationId: connection.location_id,
			budget: fencedBudget( serverBudget( deps.budget, connection.server ), deps.db, connection ),
			priority: 'background',
			signal,
			onAttempt: recorder.attempt,
		} ),
		step: recorder.step,
		skip: recorder.skip,
	};
}

function delivered( { work, link, siteId }: Delivery ): Outcome {
	return {
		kind: 'delivered',
		settle: async ( trx ) => {
			await link.settle( trx, { eventId: work.event.id, sequence: work.event.sequence } );
			await tellSite( trx, siteId, work.event.subject, 'always' );
		},
	};
}

async function stopped( deps: DeliverDeps, work: Work, signal: AbortSignal, connection: ConnectionRow | undefined, recorder: Recorder, error: unknown ): Promise<Outcome> {
	if ( signal.aborted ) {
		await recorder.finish( { state: 'interrupted', reason: 'This run was cut short; it is taken up again.' } );
		return { kind: 'retry', code: 'not_ready', reason: 'This was cut short, because the bridge stopped or HighLevel was too slow. It is taken up again by itself.' };
	}
	const stop = await breaksNothing( deps, connection, error ) ? replaced : outcomeOfError( error, work.event.attempts );
	if ( stop.code === 'internal' ) {
		deps.log.error( { err: error, eventId: work.event.id }, 'A delivery failed in a way nobody foresaw' );
	}
	await recorder.finish( { state: stop.kind === 'dead' ? 'failed' : 'retrying', reasonCode: stop.code, reason: stop.reason } );
	const news = isNews( work, stop );
	return { ...stop, settle: ( trx ) => tellSite( trx, work.event.site_id, work.event.subject, news ? 'always' : 'when it was given up' ) };
}

/** A refusal that came late: the connection has another token by now. */
const replaced: Stop = { kind: 'retry', code: 'not_ready', reason: 'The token was replaced while this was sent. It goes on by itself.', afterMs: 500 };

/** Breaks the connection when its token was refused; true when the refusal was of a token that it no longer has. */
async function breaksNothing( deps: DeliverDeps, connection: ConnectionRow | undefined, error: unknown ): Promise<boolean> {
	return connection !== undefined && error instanceof HighLevelFailure && error.breaksConnection && ! await deps.tokens.breakIfRefused( connection, error );
}

/** The site hears of the first failure and of every new reason, not of each try. */
function isNews( { event }: Work, stop: Stop ): boolean {
	return stop.kind === 'dead' || event.reason_code !== stop.code;
}
