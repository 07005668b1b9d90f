/** Moves between the screens with real addresses, and asks before unsaved changes are left behind. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { MouseEvent, ReactNode } from 'react';
import { boot } from '../shared/boot.ts';
import { ConfirmDialog } from '../shared/ConfirmDialog.tsx';
import { useUnloadGuard } from '../shared/use-unload-guard.ts';
import { placeUrl, readPlace, type Place, type ScreenName } from './places.ts';

interface Router {
	place: Place;
	go: ( place: Place, options?: { replace?: boolean } ) => void;
	/** While true, leaving the screen asks first. */
	setGuard: ( isDirty: boolean ) => void;
}

const RouterContext = createContext<Router | null>( null );

export function useRouter(): Router {
	const router = useContext( RouterContext );
	if ( router === null ) {
		throw new Error( 'useRouter needs a RouterProvider above it.' );
	}
	return router;
}

/** Guards the screen that calls it as long as `isDirty` holds. */
export function useLeaveGuard( isDirty: boolean ): void {
	const { setGuard } = useRouter();
	useUnloadGuard( isDirty );
	useEffect( () => {
		setGuard( isDirty );
		return () => setGuard( false );
	}, [ isDirty, setGuard ] );
}

export function RouterProvider( { home, children }: { home: ScreenName; children: ReactNode } ) {
	const [ place, setPlace ] = useState<Place>( () => readPlace( window.location.search, home ) );
	const [ asked, setAsked ] = useState<Place | null>( null );
	const guard = useRef( false );
	const shown = useRef( place );
	shown.current = place;

	const show = useCallback( ( next: Place, replace: boolean ) => {
		window.history[ replace ? 'replaceState' : 'pushState' ]( null, '', placeUrl( boot.pageUrl, next ) );
		setPlace( next );
	}, [] );

	const go = useCallback<Router[ 'go' ]>( ( next, options ) => {
		if ( guard.current && next.screen !== shown.current.screen ) {
			setAsked( next );
		} else {
			show( next, options?.replace ?? false );
		}
	}, [ show ] );

	useEffect( () => {
		const onBack = (): void => {
			const next = readPlace( window.location.search, home );
			if ( guard.current && next.screen !== shown.current.screen ) {
				// The browser has moved already: put the address of what is still shown back, then ask.
				window.history.pushState( null, '', placeUrl( boot.pageUrl, shown.current ) );
				setAsked( next );
			} else {
				setPlace( next );
			}
		};
		window.addEventListener( 'popstate', onBack );
		return () => window.removeEventListener( 'popstate', onBack );
	}, [ home ] );

	const setGuard = useCallback( ( isDirty: boolean ) => {
		guard.current = isDirty;
	}, [] );
	const router = useMemo( () => ( { place, go, setGuard } ), [ place, go, setGuard ] );

	return (
		<RouterContext.Provider value={ router }>
			{ children }
			{ asked && (
				<ConfirmDialog
					title={ __( 'Leave without saving?', 'slotbridge' ) }
					confirmLabel={ __( 'Leave and drop my changes', 'slotbridge' ) }
					cancelLabel={ __( 'Stay here', 'slotbridge' ) }
					isDestructive
					onCancel={ () => setAsked( null ) }
					onConfirm={ () => {
						guard.current = false;
						setAsked( null );
						show( asked, false );
					} }
				>
					<p>{ __( 'You have changes on this screen that are not saved yet.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</RouterContext.Provider>
	);
}

interface LinkToProps {
	to: Place;
	className?: string;
	children: ReactNode;
	'aria-current'?: 'page' | 'true';
	'aria-label'?: string;
}

/** A real link: opens in a new tab when asked to, moves without a reload otherwise. */
export function LinkTo( { to, children, ...props }: LinkToProps ) {
	const { go } = useRouter();
	const onClick = ( event: MouseEvent ): void => {
		if ( event.button === 0 && ! event.metaKey && ! event.ctrlKey && ! event.shiftKey && ! event.altKey ) {
			event.preventDefault();
			go( to );
		}
	};
	return (
		<a { ...props } href={ placeUrl( boot.pageUrl, to ) } onClick={ onClick }>
			{ children }
		</a>
	);
}
