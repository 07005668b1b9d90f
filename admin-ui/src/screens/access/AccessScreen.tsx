/** The Access screen: who sees which calendar and why, everybody at once, and groups that are made by themselves. */
import { __ } from '@wordpress/i18n';
import { listAccessCalendars } from '../../api/access.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { boot, newCalendarUrl } from '../../shared/boot.ts';
import { Action } from '../../shared/controls.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { CheckCard } from './CheckCard.tsx';
import { GroupsCard } from './GroupsCard.tsx';
import { LossesCard } from './losses/LossesCard.tsx';
import { WhoCard } from './WhoCard.tsx';

export default function AccessScreen() {
	const { data, error, isLoading, reload } = useResource( listAccessCalendars );
	return (
		<>
			<PageHeading title={ __( 'Access', 'slotbridge' ) } description={ __( 'Who sees which calendar on your site, and why. The answer is the site’s own: pages ask the same question.', 'slotbridge' ) } />
			{ data === null && error === null && <Loading words={ __( 'Loading the calendars…', 'slotbridge' ) } lines={ 6 } /> }
			{ data === null && error !== null && <Failed title={ __( 'The calendars could not be read', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } /> }
			{ data !== null && data.items.length === 0 && (
				<Empty
					title={ __( 'No calendars yet', 'slotbridge' ) }
					action={
						boot.capabilities.editCalendars && (
							<Action variant="primary" href={ newCalendarUrl() }>
								{ __( 'Add calendar', 'slotbridge' ) }
							</Action>
						)
					}
				>
					<p>{ __( 'As soon as there is a calendar, you can look here at who sees it.', 'slotbridge' ) }</p>
				</Empty>
			) }
			{ data !== null && data.items.length > 0 && (
				<>
					<CheckCard calendars={ data.items } />
					<WhoCard calendars={ data.items } />
				</>
			) }
			{ boot.capabilities.manage && <GroupsCard /> }
			{ boot.capabilities.manage && <LossesCard /> }
		</>
	);
}
