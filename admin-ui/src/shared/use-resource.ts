/** Loads something, keeps the last good answer while it reloads, and drops answers that come too late. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import type { ApiError } from '../api/errors.ts';

export interface Resource<T> {
	data: T | null;
	error: ApiError | null;
	isLoading: boolean;
	reload: () => Promise<void>;
	set: ( data: T ) => void;
}

/**
 * @param load Must keep its identity as long as it means the same thing (`useCallback`); a new one loads again.
 *             Null loads nothing.
 */
export function useResource<T>( load: ( ( signal: AbortSignal ) => Promise<T> ) | null ): Resource<T> {
	const [ data, setData ] = useState<T | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	const [ isLoading, setLoading ] = useState( load !== null );
	const current = useRef<AbortController | null>( null );

	const reload = useCallback( async () => {
		current.current?.abort();
		if ( load === null ) {
			return;
		}
		const controller = new AbortController();
		current.current = controller;
		setLoading( true );
		try {
			const answer = await load( controller.signal );
			if ( ! controller.signal.aborted ) {
				setData( answer );
				setError( null );
			}
		} catch ( reason ) {
			if ( ! controller.signal.aborted ) {
				setError( reason as ApiError );
			}
		} finally {
			if ( ! controller.signal.aborted ) {
				setLoading( false );
			}
		}
	}, [ load ] );

	useEffect( () => {
		void reload();
		return () => current.current?.abort();
	}, [ reload ] );

	return { data, error, isLoading, reload, set: setData };
}
