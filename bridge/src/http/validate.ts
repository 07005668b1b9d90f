/** Checks one part of a request against its schema and names every fault by a JSON Pointer. */
import type { z } from 'zod';
import { AppError, type FieldFault } from '../errors/app-error.ts';
import { toPointer } from '../errors/json-pointer.ts';
import { findUnstorable, UNSTORABLE } from '../use-cases/unstorable.ts';

/**
 * A text that the database could not keep is a fault in every field of every door, so it is no matter of the schemas.
 *
 * @param storable False for a door that judges by itself what it can keep.
 * @throws AppError body_invalid with all faults; not_found when the path itself cannot be of anything that exists.
 */
export function validate<T>( schema: z.ZodType<T>, value: unknown, part: 'body' | 'query' | 'path', storable: boolean = true ): T {
	const result = schema.safeParse( value );
	const stray = result.success && storable ? findUnstorable( result.data ) : undefined;
	if ( result.success && stray === undefined ) {
		return result.data;
	}
	const errors = result.success ? [ { pointer: stray ?? '', detail: UNSTORABLE } ] : toFaults( result.error.issues );
	if ( part === 'path' ) {
		throw new AppError( 'not_found', 'There is nothing at this address.' );
	}
	const where = part === 'body' ? 'body' : 'query of the address';
	throw new AppError( 'body_invalid', `The ${ where } is not valid: ${ errors[ 0 ]?.detail ?? '' }`, { errors } );
}

function toFaults( issues: readonly z.core.$ZodIssue[] ): FieldFault[] {
	return issues.map( ( issue ) => ( { pointer: toPointer( issue.path ), detail: issue.message } ) );
}
