/** The tables `run`, `step` and `attempt`: what was done for an event, for the owner to read. Written as it happens, not at the end. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';
import type { RunState } from './schema.ts';

export interface NewRun {
	eventId: string;
	siteId: string;
	/** Such as `calendar.send`. */
	workflow: string;
	connectionId: string | null;
	locationId: string | null;
}

/** @return The run's id. */
export async function startRun( db: Db, run: NewRun ): Promise<string> {
	const id = uuidv7();
	await db.insertInto( 'run' ).values( {
		id,
		event_id: run.eventId,
		site_id: run.siteId,
		workflow: run.workflow,
		state: 'running',
		connection_id: run.connectionId,
		location_id: run.locationId,
		started_at: sql<Date>`clock_timestamp()`,
	} ).execute();
	return id;
}

/** A run that another worker has declared interrupted stays so. */
export async function finishRun( db: Db | Trx, id: string, end: { state: RunState; reasonCode?: string; reason?: string } ): Promise<void> {
	await db.updateTable( 'run' )
		.set( { state: end.state, finished_at: sql<Date>`clock_timestamp()`, reason_code: end.reasonCode ?? null, reason: end.reason ?? null } )
		.where( 'id', '=', id ).where( 'state', '=', 'running' ).execute();
}

/** @param position Counts from 0 within the run. */
export async function startStep( db: Db, step: { runId: string; position: number; name: string; title: string } ): Promise<string> {
	const id = uuidv7();
	await db.insertInto( 'step' )
		.values( { id, run_id: step.runId, position: step.position, name: step.name, title: step.title, state: 'running', started_at: sql<Date>`clock_timestamp()` } )
		.execute();
	return id;
}

export async function finishStep( db: Db, id: string, end: { state: 'succeeded' | 'failed' | 'skipped'; summary: string | null } ): Promise<void> {
	await db.updateTable( 'step' ).set( { ...end, finished_at: sql<Date>`clock_timestamp()` } ).where( 'id', '=', id ).where( 'state', '=', 'running' ).execute();
}

/** One HTTP exchange; everything in it must be free of secrets already. */
export interface NewAttempt {
	id: string;
	operation: string;
	method: string;
	url: string;
	requestHeaders: Record<string, string>;
	requestBody: unknown;
	status: number | null;
	responseHeaders: Record<string, string> | null;
	responseBody: unknown;
	errorCode: string | null;
	error: string | null;
	traceId: string | null;
	durationMs: number;
	at: Date;
}

export async function addAttempt( db: Db, stepId: string, attempt: NewAttempt ): Promise<void> {
	const json = ( value: unknown ) => ( value === null || value === undefined ? null : JSON.stringify( value ) );
	await db.insertInto( 'attempt' ).values( {
		id: attempt.id,
		step_id: stepId,
		operation: attempt.operation,
		method: attempt.method,
		url: attempt.url,
		request_headers: JSON.stringify( attempt.requestHeaders ),
		request_body: json( attempt.requestBody ),
		status: attempt.status,
		response_headers: json( attempt.responseHeaders ),
		response_body: json( attempt.responseBody ),
		error_code: attempt.errorCode,
		error: attempt.error,
		trace_id: attempt.traceId,
		duration_ms: attempt.durationMs,
		at: attempt.at,
	} ).execute();
}
