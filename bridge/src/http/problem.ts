/** Every error as RFC 9457 `application/problem+json`. */
import type { Response } from 'express';
import { z } from 'zod';
import type { AppError } from '../errors/app-error.ts';

export const problemSchema = z.looseObject( {
	type: z.string().describe( 'urn:slotbridge:error:<code>' ),
	title: z.string(),
	status: z.int(),
	detail: z.string().describe( 'What happened and what to do, for the site\'s owner.' ),
	code: z.string(),
	errors: z.array( z.object( { pointer: z.string().describe( 'RFC 6901 JSON Pointer' ), detail: z.string() } ) ).optional(),
} );

/** Writes the error as the answer. Only what the error was made to tell goes out: no cause, no stack. */
export function sendProblem( response: Response, error: AppError ): void {
	const { code, status, title, message: detail, errors, data } = error;
	response.status( status ).type( 'application/problem+json' ).send( JSON.stringify( {
		...data, type: `urn:slotbridge:error:${ code }`, title, status, detail, code, ...( errors && { errors } ),
	} ) );
}
