/** What happened to changes, or who changed the settings: two places of the Activity screen, below its heading. */
import { __ } from '@wordpress/i18n';
import { LinkTo } from '../../app/router.tsx';
import { boot } from '../../shared/boot.ts';

export type ActivityTab = 'events' | 'people';

/** Only those who manage SlotBridge may see what other people did; for all others there is nothing to choose. */
export function ActivityTabs( { open }: { open: ActivityTab } ) {
	if ( ! boot.capabilities.manage ) {
		return null;
	}
	const tabs: { name: ActivityTab; title: string }[] = [
		{ name: 'events', title: __( 'Events', 'slotbridge' ) },
		{ name: 'people', title: __( 'Changes by people', 'slotbridge' ) },
	];
	return (
		<nav className="slotbridge-tabs" aria-label={ __( 'What is shown', 'slotbridge' ) }>
			{ tabs.map( ( { name, title } ) => (
				<LinkTo key={ name } to={ { screen: 'activity', params: { tab: name === 'people' ? name : '' } } } aria-current={ name === open ? 'page' : undefined }>
					{ title }
				</LinkTo>
			) ) }
		</nav>
	);
}
