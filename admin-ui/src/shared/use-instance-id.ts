/** An id for one mounted component, for `aria-labelledby` and its relatives. */
import { useId } from '@wordpress/element';

export function useInstanceId( prefix: string ): string {
	// React's own ids hold colons, which CSS selectors and link targets stumble over.
	return `${ prefix }-${ useId().replaceAll( ':', '' ) }`;
}
