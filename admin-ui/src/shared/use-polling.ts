/** Calls something again and again while the page is seen; a hidden tab asks for nothing. */
import { useEffect, useRef } from '@wordpress/element';

/**
 * @param poll       Called one at a time: the pause begins when it has finished.
 * @param intervalMs Null pauses.
 */
export function usePolling( poll: () => Promise<void>, intervalMs: number | null ): void {
	const latest = useRef( poll );
	latest.current = poll;

	useEffect( () => {
		if ( intervalMs === null ) {
			return;
		}
		let timer: number | undefined;
		let stopped = false;
		const plan = (): void => {
			window.clearTimeout( timer );
			if ( ! stopped && document.visibilityState === 'visible' ) {
				timer = window.setTimeout( tick, intervalMs );
			}
		};
		const tick = async (): Promise<void> => {
			await latest.current();
			plan();
		};
		const onVisibility = (): void => {
			if ( document.visibilityState === 'visible' ) {
				void tick();
			} else {
				window.clearTimeout( timer );
			}
		};
		plan();
		document.addEventListener( 'visibilitychange', onVisibility );
		return () => {
			stopped = true;
			window.clearTimeout( timer );
			document.removeEventListener( 'visibilitychange', onVisibility );
		};
	}, [ intervalMs ] );
}
