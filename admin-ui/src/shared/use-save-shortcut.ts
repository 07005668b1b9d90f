/** Ctrl+S and ⌘S save, as everywhere in WordPress. */
import { useEffect, useRef } from '@wordpress/element';

export function useSaveShortcut( save: () => void ): void {
	const latest = useRef( save );
	latest.current = save;
	useEffect( () => {
		const onKey = ( event: KeyboardEvent ): void => {
			if ( ( event.ctrlKey || event.metaKey ) && ! event.altKey && ! event.shiftKey && event.key.toLowerCase() === 's' ) {
				event.preventDefault();
				latest.current();
			}
		};
		document.addEventListener( 'keydown', onKey );
		return () => document.removeEventListener( 'keydown', onKey );
	}, [] );
}
