/** The activity: events in plain words, and one event down to its HTTP exchanges. */
import { entityLabels, type EventEntity } from '@slotbridge/catalogue/events/index.ts';
import { z } from 'zod';
import { time } from './common.ts';
import { subject } from './link.ts';

const count = z.int().min( 0 );

export const eventState = z.enum( [ 'pending', 'running', 'retrying', 'waiting', 'delivered', 'superseded', 'dead' ] );

export const activityItem = z.object( {
	id: z.guid(),
	type: z.string(),
	entity: z.enum( [ ...Object.keys( entityLabels ) as EventEntity[], 'booking' ] ),
	subject,
	entityName: z.string(),
	title: z.string().describe( 'In plain words' ),
	titleParts: z.object( { pattern: z.string().describe( 'The title with %1$s and %2$s in the place of names' ), values: z.array( z.string() ) } ).describe( 'The title in parts, for translation' ),
	changed: z.array( z.string() ),
	sequence: z.int(),
	time,
	receivedAt: time,
	state: eventState,
	reasonCode: z.string().nullable(),
	reason: z.string().nullable(),
	supersededBy: z.guid().nullable(),
	attempts: count,
	nextAttemptAt: time.nullable(),
	finishedAt: time.nullable(),
	connectionId: z.guid().nullable(),
	locationId: z.string().nullable(),
	highLevelId: z.string().nullable(),
} );

export const activityList = z.object( {
	items: z.array( activityItem ),
	next: z.string().nullable().describe( 'Pass it as `before` for the next page' ),
	counts: z.object( { pending: count, running: count, retrying: count, waiting: count, delivered: count, superseded: count, dead: count } ),
} );

const attempt = z.object( {
	id: z.guid(),
	operation: z.string(),
	method: z.string(),
	url: z.string(),
	requestHeaders: z.record( z.string(), z.string() ).describe( 'Without secrets' ),
	requestBody: z.unknown(),
	status: z.int().nullable(),
	responseHeaders: z.record( z.string(), z.string() ).nullable(),
	responseBody: z.unknown(),
	errorCode: z.string().nullable(),
	error: z.string().nullable(),
	traceId: z.string().nullable(),
	durationMs: count,
	at: time,
} );

const step = z.object( {
	id: z.guid(),
	name: z.string(),
	title: z.string(),
	state: z.enum( [ 'running', 'succeeded', 'failed', 'skipped' ] ),
	summary: z.string().nullable(),
	startedAt: time,
	finishedAt: time.nullable(),
	attempts: z.array( attempt ),
} );

const run = z.object( {
	id: z.guid(),
	workflow: z.string(),
	state: z.enum( [ 'running', 'succeeded', 'failed', 'retrying', 'interrupted' ] ),
	startedAt: time,
	finishedAt: time.nullable(),
	reasonCode: z.string().nullable(),
	reason: z.string().nullable(),
	locationId: z.string().nullable(),
	steps: z.array( step ),
} );

export const activityDetail = z.object( { item: activityItem, event: z.looseObject( { id: z.guid(), type: z.string() } ), runs: z.array( run ) } );
