/** Tabs that are moved with the arrow keys, as the ARIA pattern wants it; the panels are the caller's. */
import { useRef } from '@wordpress/element';
import { isRTL } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';

interface TabsProps<Name extends string> {
	/** What the tabs choose between, for screen readers. */
	label: string;
	tabs: { name: Name; title: string }[];
	open: Name;
	onOpen: ( name: Name ) => void;
	/** Id of the panel that belongs to a tab. */
	panelOf: ( name: Name ) => string;
}

export const tabId = ( name: string ): string => `slotbridge-tab-${ name }`;

export function Tabs<Name extends string>( { label, tabs, open, onOpen, panelOf }: TabsProps<Name> ) {
	const list = useRef<HTMLDivElement>( null );
	const onKey = ( event: KeyboardEvent ): void => {
		const forward = isRTL() ? 'ArrowLeft' : 'ArrowRight';
		const back = isRTL() ? 'ArrowRight' : 'ArrowLeft';
		if ( event.key !== forward && event.key !== back ) {
			return;
		}
		event.preventDefault();
		const at = tabs.findIndex( ( { name } ) => name === open );
		const next = tabs[ ( at + ( event.key === forward ? 1 : tabs.length - 1 ) ) % tabs.length ];
		if ( next ) {
			onOpen( next.name );
			list.current?.querySelector<HTMLElement>( `#${ tabId( next.name ) }` )?.focus();
		}
	};
	return (
		<div className="slotbridge-tabs" role="tablist" aria-label={ label } ref={ list } onKeyDown={ onKey }>
			{ tabs.map( ( { name, title } ) => (
				<button
					key={ name }
					type="button"
					role="tab"
					id={ tabId( name ) }
					aria-selected={ name === open }
					aria-controls={ panelOf( name ) }
					tabIndex={ name === open ? 0 : -1 }
					onClick={ () => onOpen( name ) }
				>
					{ title }
				</button>
			) ) }
		</div>
	);
}
