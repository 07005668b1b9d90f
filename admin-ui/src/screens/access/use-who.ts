/** Goes through all members of the site, two hundred at a time, and counts who sees a calendar. */
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { readWho, type WhoItem } from '../../api/access.ts';
import type { ApiError } from '../../api/errors.ts';

/** More rows than this nobody reads, and every browser feels. */
export const mostListed = 1000;

export interface Who {
	calendar: number;
	sees: number;
	previews: number;
	hidden: number;
	total: number;
	/** Of the first people only. */
	listed: WhoItem[];
	isRunning: boolean;
}

/** Adds one page of people to the count. */
export function addPage( who: Who, items: WhoItem[], total: number ): Who {
	return {
		...who,
		total,
		sees: who.sees + items.filter( ( { allowed, preview } ) => allowed && ! preview ).length,
		previews: who.previews + items.filter( ( { preview } ) => preview ).length,
		hidden: who.hidden + items.filter( ( { allowed } ) => ! allowed ).length,
		listed: [ ...who.listed, ...items ].slice( 0, mostListed ),
	};
}

export function useWho(): { who: Who | null; error: ApiError | null; start: ( calendar: number ) => Promise<void>; stop: () => void } {
	const [ who, setWho ] = useState<Who | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	const current = useRef<AbortController | null>( null );

	const stop = useCallback( () => {
		current.current?.abort();
		setWho( ( before ) => before && { ...before, isRunning: false } );
	}, [] );

	const start = useCallback( async ( calendar: number ) => {
		current.current?.abort();
		const controller = new AbortController();
		current.current = controller;
		let count: Who = { calendar, sees: 0, previews: 0, hidden: 0, total: 0, listed: [], isRunning: true };
		setWho( count );
		setError( null );
		try {
			for ( let page = 1, pages = 1; page <= pages; page++ ) {
				const answer = await readWho( calendar, page, controller.signal );
				pages = answer.pages;
				count = addPage( count, answer.items, answer.total );
				setWho( count );
			}
		} catch ( reason ) {
			if ( ! controller.signal.aborted ) {
				setError( reason as ApiError );
			}
		}
		if ( ! controller.signal.aborted ) {
			setWho( { ...count, isRunning: false } );
		}
	}, [] );

	useEffect( () => () => current.current?.abort(), [] );
	return { who, error, start, stop };
}
