/** Finds what came from outside and PostgreSQL would refuse: better a fault at its place than a failed statement. */
import { toPointer } from '../errors/json-pointer.ts';

/** More than twice what the deepest thing that we are sent needs. */
const DEEPEST = 20;

/** In place of a message of a schema, so in its tone. */
export const UNSTORABLE = 'holds a character that cannot be stored (NUL or half of a surrogate pair), or is nested too deeply';

/**
 * @param value Parsed JSON, or the values of a query.
 * @return The JSON Pointer of the first text that `text` and `jsonb` cannot keep, or at which nesting begins that nothing of ours has; undefined when all is well.
 * @see https://www.postgresql.org/docs/current/datatype-json.html
 */
export function findUnstorable( value: unknown, pointer: string = '', depth: number = 0 ): string | undefined {
	if ( typeof value === 'string' ) {
		return isStorable( value ) ? undefined : pointer;
	}
	if ( typeof value !== 'object' || value === null ) {
		return undefined;
	}
	if ( depth > DEEPEST ) {
		return pointer;
	}
	for ( const [ key, inner ] of Object.entries( value ) ) {
		const found = isStorable( key ) ? findUnstorable( inner, pointer + toPointer( [ key ] ), depth + 1 ) : pointer;
		if ( found !== undefined ) {
			return found;
		}
	}
	return undefined;
}

function isStorable( text: string ): boolean {
	return ! text.includes( '\0' ) && text.isWellFormed();
}
