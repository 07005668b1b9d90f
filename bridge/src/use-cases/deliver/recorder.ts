/** Writes down what a delivery does while it does it: one run, its steps in plain words, every exchange with HighLevel. */
import type { Db } from '../../database/client.ts';
import { addAttempt, finishRun, finishStep, startRun, startStep, type NewRun } from '../../database/runs.ts';
import type { RunState } from '../../database/schema.ts';
import type { AttemptRecord } from '../../highlevel/client.ts';
import type { InSpan } from '../../telemetry/tracing.ts';

/** Says how a step ended, in one plain sentence; the last one said is kept. */
export type Say = ( summary: string ) => void;

export interface Recorder {
	/**
	 * Runs one step. Exchanges with HighLevel meanwhile are kept under it; an error is kept as its summary and thrown on.
	 *
	 * @param name  For programs, such as `read-calendar`.
	 * @param title For people, such as "Read the calendar from HighLevel".
	 */
	step<T>( name: string, title: string, work: ( say: Say ) => Promise<T> | T ): Promise<T>;
	/** A step that was not needed or not possible, and why. */
	skip( name: string, title: string, reason: string ): Promise<void>;
	/** For the client: keeps an exchange under the step that is running. */
	attempt( attempt: AttemptRecord ): Promise<void>;
	finish( end: { state: RunState; reasonCode?: string; reason?: string } ): Promise<void>;
}

/** @param inSpan Shows each step in the event's trace. */
export async function startRecorder( db: Db, run: NewRun, inSpan: InSpan = ( _name, _options, work ) => work( () => undefined ) ): Promise<Recorder> {
	const runId = await startRun( db, run );
	let position = 0;
	let current: string | undefined;

	const open = async ( name: string, title: string ): Promise<string> => {
		current = await startStep( db, { runId, position: position++, name, title } );
		return current;
	};

	return {
		step: async ( name, title, work ) => {
			const id = await open( name, title );
			let summary: string | null = null;
			try {
				const result = await inSpan( name, { attributes: { 'slotbridge.step': title } }, async () => work( ( words ) => ( summary = words ) ) );
				await finishStep( db, id, { state: 'succeeded', summary } );
				return result;
			} catch ( error ) {
				await finishStep( db, id, { state: 'failed', summary: error instanceof Error ? error.message : String( error ) } );
				throw error;
			}
		},
		skip: async ( name, title, reason ) => {
			await finishStep( db, await open( name, title ), { state: 'skipped', summary: reason } );
		},
		attempt: async ( attempt ) => {
			if ( current !== undefined ) {
				await addAttempt( db, current, attempt );
			}
		},
		finish: ( end ) => finishRun( db, runId, end ),
	};
}
