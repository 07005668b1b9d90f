/** Everything that happened, newest first, live; what has not left WordPress yet stands on top. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { PageHeading } from '../../app/PageHeading.tsx';
import { useRouter } from '../../app/router.tsx';
import { newCalendarUrl } from '../../shared/boot.ts';
import { Action } from '../../shared/controls.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { Filters } from './Filters.tsx';
import { OutboxPanel } from './OutboxPanel.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { useActivity, type Activity } from './use-activity.ts';

export function ActivityList( { params }: { params: Record<string, string> } ) {
	const { go } = useRouter();
	const filter = { state: params.state ?? '', entity: params.entity ?? '', q: params.q ?? '' };
	const activity = useActivity( filter );
	const [ selected, setSelected ] = useState<string[]>( [] );
	const { page, items, error } = activity;
	const setFilter = ( change: Partial<typeof filter> ): void => {
		setSelected( [] );
		go( { screen: 'activity', params: { ...filter, ...change } }, { replace: true } );
	};
	const isFiltered = filter.state !== '' || filter.entity !== '' || filter.q !== '';

	return (
		<>
			<PageHeading
				title={ __( 'Activity', 'slotbridge' ) }
				description={ __( 'Every change on its way to HighLevel and everything your triggers tell, with each request and answer. The list renews itself.', 'slotbridge' ) }
			/>
			{ page && <OutboxPanel outbox={ page.outbox } onChange={ activity.refresh } /> }
			{ page?.bridgeError && (
				<Notice status="warning" isDismissible={ false } className="slotbridge-notice">
					{ page.bridgeError.message }
				</Notice>
			) }
			{ page && error && (
				<Notice status="warning" isDismissible={ false } className="slotbridge-notice">
					{ __( 'The list could not be renewed; it shows the state of before.', 'slotbridge' ) } { error.message }
				</Notice>
			) }
			<Filters filter={ filter } counts={ page?.counts ?? null } onChange={ setFilter } />
			<ReplayBar
				selected={ selected }
				dead={ page?.counts?.dead ?? 0 }
				onDone={ async () => {
					setSelected( [] );
					await activity.refresh();
				} }
			/>
			<ListBody activity={ activity } filter={ filter } isFiltered={ isFiltered } selected={ selected } onSelect={ setSelected } onReset={ () => setFilter( { state: '', entity: '', q: '' } ) } />
			{ items.length > 0 && activity.hasMore && (
				<div className="slotbridge-actions slotbridge-actions--center">
					<Action variant="secondary" isBusy={ activity.isLoadingMore } onClick={ () => void activity.loadMore() }>
						{ __( 'Show older', 'slotbridge' ) }
					</Action>
				</div>
			) }
		</>
	);
}

interface ListBodyProps {
	activity: Activity;
	filter: Record<string, string>;
	isFiltered: boolean;
	selected: string[];
	onSelect: ( ids: string[] ) => void;
	onReset: () => void;
}

function ListBody( { activity, filter, isFiltered, selected, onSelect, onReset }: ListBodyProps ) {
	const { page, items, error, isSettled } = activity;
	if ( page === null && error ) {
		return <Failed title={ __( 'Activity could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void activity.refresh() } />;
	}
	if ( items.length > 0 ) {
		return <ActivityTable items={ items } filter={ filter } selected={ selected } onSelect={ onSelect } />;
	}
	if ( ! isSettled ) {
		return <Loading words={ __( 'Loading activity…', 'slotbridge' ) } lines={ 6 } />;
	}
	if ( isFiltered ) {
		return (
			<Empty title={ __( 'Nothing matches', 'slotbridge' ) } action={ <Action variant="secondary" onClick={ onReset }>{ __( 'Show everything', 'slotbridge' ) }</Action> }>
				<p>{ __( 'No event fits this filter and search.', 'slotbridge' ) }</p>
			</Empty>
		);
	}
	return (
		<Empty title={ __( 'Nothing has happened yet', 'slotbridge' ) } action={ <Action variant="primary" href={ newCalendarUrl() }>{ __( 'Add a calendar', 'slotbridge' ) }</Action> }>
			<p>{ __( 'Save a calendar, and its way to HighLevel shows up here within seconds.', 'slotbridge' ) }</p>
		</Empty>
	);
}
