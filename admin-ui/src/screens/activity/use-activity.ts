/** The activity list as it lives: first page, older pages, and a fresh look every few seconds. */
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { _n, sprintf } from '@wordpress/i18n';
import type { ApiError } from '../../api/errors.ts';
import { readActivity } from '../../api/activity.ts';
import type { ActivityItem, ActivityPage } from '../../api/types.ts';
import { usePolling } from '../../shared/use-polling.ts';
import { mergePages } from './merge-pages.ts';

export interface ActivityFilter {
	state: string;
	entity: string;
	q: string;
}

const pageSize = 25;
const busyMs = 2500;
const calmMs = 6000;

export interface Activity {
	/** Null until the first answer. */
	page: Omit<ActivityPage, 'items' | 'next'> | null;
	items: ActivityItem[];
	error: ApiError | null;
	/** True once this filter has been answered. */
	isSettled: boolean;
	hasMore: boolean;
	isLoadingMore: boolean;
	loadMore: () => Promise<void>;
	refresh: () => Promise<void>;
}

export function useActivity( { state, entity, q }: ActivityFilter ): Activity {
	const [ items, setItems ] = useState<ActivityItem[]>( [] );
	const [ page, setPage ] = useState<Activity[ 'page' ]>( null );
	const [ next, setNext ] = useState<string | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	const [ isLoadingMore, setLoadingMore ] = useState( false );
	const [ isSettled, setSettled ] = useState( false );
	const shown = useRef<ActivityItem[]>( [] );
	const round = useRef<AbortController | null>( null );
	const show = ( list: ActivityItem[] ): void => {
		shown.current = list;
		setItems( list );
	};

	const refresh = useCallback( async () => {
		const controller = ( round.current ??= new AbortController() );
		try {
			const fresh = await readActivity( { state, entity, q, limit: pageSize }, controller.signal );
			if ( controller.signal.aborted ) {
				return;
			}
			const isFirst = shown.current.length === 0;
			const merged = mergePages( shown.current, fresh.items );
			const isPagedFurther = merged.isJoined && merged.items.length > fresh.items.length;
			show( merged.items );
			if ( ! isPagedFurther ) {
				setNext( fresh.next );
			}
			setPage( fresh );
			setError( null );
			setSettled( true );
			if ( ! isFirst && merged.added > 0 ) {
				/* translators: %d: number of events. */
				speak( sprintf( _n( '%d new event.', '%d new events.', merged.added, 'slotbridge' ), merged.added ), 'polite' );
			}
		} catch ( reason ) {
			if ( ! controller.signal.aborted ) {
				setError( reason as ApiError );
			}
		}
	}, [ state, entity, q ] );

	useEffect( () => {
		round.current = new AbortController();
		show( [] );
		setSettled( false );
		void refresh();
		return () => round.current?.abort();
	}, [ refresh ] );

	const loadMore = async (): Promise<void> => {
		if ( next === null || isLoadingMore ) {
			return;
		}
		setLoadingMore( true );
		try {
			const older = await readActivity( { state, entity, q, before: next, limit: pageSize }, round.current?.signal );
			const known = new Set( shown.current.map( ( { id } ) => id ) );
			show( [ ...shown.current, ...older.items.filter( ( { id } ) => ! known.has( id ) ) ] );
			setNext( older.next );
		} catch ( reason ) {
			if ( ! round.current?.signal.aborted ) {
				setError( reason as ApiError );
			}
		} finally {
			setLoadingMore( false );
		}
	};

	const counts = page?.counts;
	const isBusy = counts ? counts.pending + counts.running + counts.retrying + ( page?.outbox.pending ?? 0 ) > 0 : false;
	usePolling( refresh, isBusy ? busyMs : calmMs );

	return { page, items, error, isSettled, hasMore: next !== null, isLoadingMore, loadMore, refresh };
}
