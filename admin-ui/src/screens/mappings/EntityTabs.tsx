/** Calendars or calendar groups: two tabs, moved with the arrow keys. */
import { useRef } from '@wordpress/element';
import { __, isRTL } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';
import type { EntityKind } from '../../api/types.ts';

const tabs: { entity: EntityKind; title: string }[] = [
	{ entity: 'calendar', title: __( 'Calendars', 'slotbridge' ) },
	{ entity: 'calendar-group', title: __( 'Calendar groups', 'slotbridge' ) },
];

export function EntityTabs( { open, onOpen }: { open: EntityKind; onOpen: ( entity: EntityKind ) => void } ) {
	const list = useRef<HTMLDivElement>( null );
	const onKey = ( event: KeyboardEvent ): void => {
		const forward = isRTL() ? 'ArrowLeft' : 'ArrowRight';
		const back = isRTL() ? 'ArrowRight' : 'ArrowLeft';
		if ( event.key !== forward && event.key !== back ) {
			return;
		}
		event.preventDefault();
		const at = tabs.findIndex( ( { entity } ) => entity === open );
		const next = tabs[ ( at + ( event.key === forward ? 1 : tabs.length - 1 ) ) % tabs.length ];
		if ( next ) {
			onOpen( next.entity );
			list.current?.querySelector<HTMLElement>( `#slotbridge-tab-${ next.entity }` )?.focus();
		}
	};
	return (
		<div className="slotbridge-tabs" role="tablist" aria-label={ __( 'What is mapped', 'slotbridge' ) } ref={ list } onKeyDown={ onKey }>
			{ tabs.map( ( { entity, title } ) => (
				<button
					key={ entity }
					type="button"
					role="tab"
					id={ `slotbridge-tab-${ entity }` }
					aria-selected={ entity === open }
					aria-controls="slotbridge-tabpanel"
					tabIndex={ entity === open ? 0 : -1 }
					onClick={ () => onOpen( entity ) }
				>
					{ title }
				</button>
			) ) }
		</div>
	);
}
