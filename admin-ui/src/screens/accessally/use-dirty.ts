/** Tells the screen whether a form on it has unsaved changes; a form that goes has none. */
import { useEffect } from '@wordpress/element';

export function useDirty( isDirty: boolean, onDirty: ( isDirty: boolean ) => void ): void {
	useEffect( () => {
		onDirty( isDirty );
		return () => onDirty( false );
	}, [ isDirty, onDirty ] );
}
