/** The audit log page by page, under a filter. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { readAudit, type AuditItem } from '../../api/audit.ts';
import type { ApiError } from '../../api/errors.ts';

export interface AuditFilter {
	source: string;
	q: string;
}

export interface Audit {
	/** Null until the first answer under this filter. */
	items: AuditItem[] | null;
	error: ApiError | null;
	isLoading: boolean;
	hasMore: boolean;
	loadMore: () => void;
	reload: () => void;
}

const pageSize = 25;

export function useAudit( { source, q }: AuditFilter ): Audit {
	const [ items, setItems ] = useState<AuditItem[] | null>( null );
	const [ next, setNext ] = useState<number | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	const [ isLoading, setLoading ] = useState( true );
	const round = useRef<AbortController | null>( null );

	const load = useCallback( async ( before: number | null, earlier: AuditItem[] ) => {
		round.current?.abort();
		const controller = ( round.current = new AbortController() );
		setLoading( true );
		try {
			const page = await readAudit( { source, q, limit: pageSize, ...( before === null ? {} : { before } ) }, controller.signal );
			if ( ! controller.signal.aborted ) {
				setItems( [ ...earlier, ...page.items ] );
				setNext( page.next );
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
	}, [ source, q ] );

	useEffect( () => {
		setItems( null );
		void load( null, [] );
		return () => round.current?.abort();
	}, [ load ] );

	return { items, error, isLoading, hasMore: next !== null, loadMore: () => void load( next, items ?? [] ), reload: () => void load( null, [] ) };
}
