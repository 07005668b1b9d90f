/** Calendars or calendar groups: two tabs. */
import { __ } from '@wordpress/i18n';
import type { EntityKind } from '../../api/types.ts';
import { Tabs } from '../../shared/Tabs.tsx';

const tabs: { name: EntityKind; title: string }[] = [
	{ name: 'calendar', title: __( 'Calendars', 'slotbridge' ) },
	{ name: 'calendar-group', title: __( 'Calendar groups', 'slotbridge' ) },
];

export function EntityTabs( { open, onOpen }: { open: EntityKind; onOpen: ( entity: EntityKind ) => void } ) {
	return <Tabs label={ __( 'What is mapped', 'slotbridge' ) } tabs={ tabs } open={ open } onOpen={ onOpen } panelOf={ () => 'slotbridge-tabpanel' } />;
}
