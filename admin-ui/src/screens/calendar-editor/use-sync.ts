/** Watches how one calendar gets on with HighLevel: often right after saving, now and then otherwise. */
import { useCallback, useEffect, useState } from '@wordpress/element';
import { readActivity } from '../../api/activity.ts';
import { readCalendar } from '../../api/calendars.ts';
import type { ApiError } from '../../api/errors.ts';
import { boot } from '../../shared/boot.ts';
import { usePolling } from '../../shared/use-polling.ts';
import { describeLink } from './describe-link.ts';
import { describeSync, type Sync } from './describe-sync.ts';

const oftenMs = 2000;
const seldomMs = 12_000;
/** How long after a save it is looked at often, even if nothing seems to move. */
const watchMs = 8000;

/** @param id 0 while the calendar was never saved. */
export function useSync( id: number ) {
	const [ sync, setSync ] = useState<Sync | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	const [ watchUntil, setWatchUntil ] = useState( 0 );

	const look = useCallback( async () => {
		if ( id === 0 ) {
			return;
		}
		try {
			setSync( await readSync( id ) );
			setError( null );
		} catch ( reason ) {
			setError( reason as ApiError );
		}
		setWatchUntil( ( until ) => ( until < Date.now() ? 0 : until ) );
	}, [ id ] );

	// Looks at once when the page opens and after each save, not only after the first pause.
	useEffect( () => void look(), [ look, watchUntil ] );
	const isBusy = watchUntil > 0 || sync?.isSettled === false;
	usePolling( look, id === 0 ? null : isBusy ? oftenMs : seldomMs );
	const watch = useCallback( () => setWatchUntil( Date.now() + watchMs ), [] );
	return { sync, error, watch };
}

async function readSync( id: number ): Promise<Sync> {
	if ( boot.capabilities.viewActivity || boot.capabilities.manage ) {
		const subject = `calendar/${ id }`;
		return describeSync( await readActivity( { subject, limit: 10 } ), subject );
	}
	return describeLink( ( await readCalendar( id ) ).slotbridge_state?.link ?? null );
}
