/** Asks the bridge what it would send, a moment after the last keystroke. */
import { useEffect, useState } from '@wordpress/element';
import type { ApiError } from '../../api/errors.ts';
import { previewMapping } from '../../api/mappings.ts';
import type { Config, EntityKind, Preview } from '../../api/types.ts';

const pauseMs = 500;

interface PreviewState {
	preview: Preview | null;
	error: ApiError | null;
	isLoading: boolean;
	retry: () => void;
}

/** @param snapshot Null while nothing is chosen. Must keep its identity while it is the same. */
export function usePreview( entity: EntityKind, snapshot: unknown, config: Config ): PreviewState {
	const [ preview, setPreview ] = useState<Preview | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	const [ isLoading, setLoading ] = useState( false );
	const [ round, setRound ] = useState( 0 );

	useEffect( () => {
		if ( snapshot === null ) {
			return;
		}
		const controller = new AbortController();
		const timer = window.setTimeout( async () => {
			setLoading( true );
			try {
				setPreview( await previewMapping( entity, snapshot, config, controller.signal ) );
				setError( null );
			} catch ( reason ) {
				if ( ! controller.signal.aborted ) {
					setError( reason as ApiError );
				}
			}
			if ( ! controller.signal.aborted ) {
				setLoading( false );
			}
		}, pauseMs );
		return () => {
			window.clearTimeout( timer );
			controller.abort();
		};
	}, [ entity, snapshot, config, round ] );

	return { preview, error, isLoading, retry: () => setRound( ( before ) => before + 1 ) };
}
