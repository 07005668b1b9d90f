/** The heading of a screen: names the browser tab, and takes the focus when the screen was changed by a link. */
import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';

interface PageHeadingProps {
	title: string;
	description?: ReactNode;
	aside?: ReactNode;
}

// The first screen after a page load leaves the focus where the browser put it.
let isFirst = true;

export function PageHeading( { title, description, aside }: PageHeadingProps ) {
	const heading = useRef<HTMLHeadingElement>( null );
	useEffect( () => {
		if ( ! isFirst ) {
			heading.current?.focus( { preventScroll: true } );
			window.scrollTo( { top: 0 } );
		}
		isFirst = false;
	}, [] );
	useEffect( () => {
		/* translators: %s: name of the screen. */
		document.title = sprintf( __( '%s ‹ SlotBridge — WordPress', 'slotbridge' ), title );
	}, [ title ] );
	return (
		<div className="slotbridge-heading">
			<div>
				<h2 ref={ heading } tabIndex={ -1 }>
					{ title }
				</h2>
				{ description && <p>{ description }</p> }
			</div>
			{ aside && <div className="slotbridge-actions">{ aside }</div> }
		</div>
	);
}
