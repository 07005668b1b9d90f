/** One event in full: what became of it and why, each run, step and attempt, and the event itself. */
import { Icon, Notice } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, isRTL } from '@wordpress/i18n';
import { chevronLeft, chevronRight } from '@wordpress/icons';
import { readEvent } from '../../api/activity.ts';
import type { ActivityDetail } from '../../api/types.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { LinkTo } from '../../app/router.tsx';
import { Card } from '../../shared/Card.tsx';
import { JsonView } from '../../shared/JsonView.tsx';
import { eventTitle } from '../../shared/bridge-words.ts';
import { Failed, Loading } from '../../shared/states.tsx';
import { usePolling } from '../../shared/use-polling.ts';
import { useResource } from '../../shared/use-resource.ts';
import { EventFacts } from './EventFacts.tsx';
import { MendLink } from './MendLink.tsx';
import { ReplayOne } from './ReplayOne.tsx';
import { RunCard } from './RunCard.tsx';
import { isOpenState } from './state-words.ts';

export function EventDetail( { id, back }: { id: string; back: Record<string, string> } ) {
	const { data, error, isLoading, reload } = useResource( useCallback( ( signal: AbortSignal ) => readEvent( id, signal ), [ id ] ) );
	usePolling( reload, data && isOpenState( data.item.state ) ? 2000 : null );
	return (
		<>
			<p className="slotbridge-back">
				<LinkTo to={ { screen: 'activity', params: back } }>
					<Icon icon={ isRTL() ? chevronRight : chevronLeft } size={ 18 } />
					{ __( 'All activity', 'slotbridge' ) }
				</LinkTo>
			</p>
			<PageHeading
				title={ data ? eventTitle( data.item ) : __( 'Event', 'slotbridge' ) }
				aside={
					( data?.item.state === 'dead' && <ReplayOne id={ id } onDone={ reload } /> ) ||
					( data?.item.state === 'waiting' && data.item.reasonCode === 'linked_gone' && <MendLink item={ data.item } onDone={ reload } /> )
				}
			/>
			{ data && error && (
				<Notice status="warning" isDismissible={ false } className="slotbridge-notice">
					{ error.message }
				</Notice>
			) }
			{ data && <EventBody detail={ data } /> }
			{ ! data && error && <Failed title={ __( 'This event could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } /> }
			{ ! data && ! error && <Loading words={ __( 'Loading the event…', 'slotbridge' ) } lines={ 6 } /> }
		</>
	);
}

function EventBody( { detail: { item, event, runs } }: { detail: ActivityDetail } ) {
	return (
		<>
			<EventFacts item={ item } />
			{ runs.map( ( run, index ) => (
				<RunCard key={ run.id } run={ run } number={ runs.length - index } isOnly={ runs.length === 1 } isReasonTold={ run.reason === item.reason } />
			) ) }
			{ runs.length === 0 && (
				<Card title={ __( 'No run yet', 'slotbridge' ) }>
					<p className="slotbridge-muted">
						{ item.state === 'superseded'
							? __( 'It was merged into a newer change before it had to be sent.', 'slotbridge' )
							: __( 'Nothing has been sent to HighLevel for this event so far.', 'slotbridge' ) }
					</p>
				</Card>
			) }
			<Card title={ __( 'The event', 'slotbridge' ) } description={ __( 'As WordPress handed it over: the whole state at that moment.', 'slotbridge' ) }>
				<details className="slotbridge-disclosure">
					<summary>{ __( 'Show the event’s data', 'slotbridge' ) }</summary>
					<JsonView value={ event } label={ __( 'Event', 'slotbridge' ) } />
				</details>
			</Card>
		</>
	);
}
