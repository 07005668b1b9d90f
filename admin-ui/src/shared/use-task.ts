/** One thing at a time that a person started: busy while it runs, its error kept until the next try. */
import { useCallback, useRef, useState } from '@wordpress/element';
import type { ApiError } from '../api/errors.ts';

export interface Task {
	isBusy: boolean;
	error: ApiError | null;
	clear: () => void;
	/** Runs `work` unless something runs already. Answers true when it went well. */
	run: ( work: () => Promise<void> ) => Promise<boolean>;
}

export function useTask(): Task {
	const [ isBusy, setBusy ] = useState( false );
	const [ error, setError ] = useState<ApiError | null>( null );
	const running = useRef( false );

	const run = useCallback( async ( work: () => Promise<void> ) => {
		if ( running.current ) {
			return false;
		}
		running.current = true;
		setBusy( true );
		setError( null );
		try {
			await work();
			return true;
		} catch ( reason ) {
			setError( reason as ApiError );
			return false;
		} finally {
			running.current = false;
			setBusy( false );
		}
	}, [] );
	const clear = useCallback( () => setError( null ), [] );

	return { isBusy, error, run, clear };
}
