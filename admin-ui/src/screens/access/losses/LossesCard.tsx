/** Lost access: the owner's rule for the bookings of members who lose it, and the list of those it is about. */
import { Notice } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { listLosses } from '../../../api/losses.ts';
import { Badge } from '../../../shared/Badge.tsx';
import { Card } from '../../../shared/Card.tsx';
import { Failed, Loading } from '../../../shared/states.tsx';
import { usePolling } from '../../../shared/use-polling.ts';
import { useResource } from '../../../shared/use-resource.ts';
import { isUnderWay } from './loss-words.ts';
import { LossList, type Choice } from './LossList.tsx';
import { LossSettingsForm } from './LossSettingsForm.tsx';

const pauseMs = 4_000;

export function LossesCard() {
	const [ choice, setChoice ] = useState<Choice>( { state: '', search: '', page: 1 } );
	const load = useCallback( ( signal: AbortSignal ) => listLosses( choice.state, choice.search, choice.page, signal ), [ choice ] );
	const { data, error, isLoading, reload, set } = useResource( load );
	usePolling( reload, data !== null && isUnderWay( data.items ) ? pauseMs : null );
	if ( data === null ) {
		return (
			<Frame>
				{ error ? (
					<Failed title={ __( 'The list could not be read', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
				) : (
					<Loading words={ __( 'Loading members who lost access…', 'slotbridge' ) } />
				) }
			</Frame>
		);
	}
	const { settings, counts } = data;
	const total = Object.values( counts ).reduce( ( sum, count ) => sum + count, 0 );
	return (
		<Frame aside={ counts.asked > 0 ? <Badge tone="warn">{ __( 'Waits for you', 'slotbridge' ) }</Badge> : <Badge tone="quiet">{ settings.mode === 'keep' ? __( 'Off', 'slotbridge' ) : __( 'On', 'slotbridge' ) }</Badge> }>
			<LossSettingsForm
				key={ JSON.stringify( settings ) }
				saved={ settings }
				onSaved={ ( saved ) => {
					set( { ...data, settings: saved } );
					void reload();
				} }
			/>
			{ error && (
				<Notice status="error" isDismissible={ false }>
					{ error.message }
				</Notice>
			) }
			{ total === 0 ? (
				<p className="slotbridge-muted">
					{ settings.mode === 'keep' ? __( 'As long as bookings are kept, nobody is looked at and nothing is asked of HighLevel.', 'slotbridge' ) : __( 'Nobody who lost access has a booking. Members are compared within minutes of a change, and all of them once an hour.', 'slotbridge' ) }
				</p>
			) : (
				<LossList page={ data } choice={ choice } onChoice={ setChoice } isLoading={ isLoading } onDecided={ () => void reload() } />
			) }
		</Frame>
	);
}

function Frame( { aside, children }: { aside?: ReactNode; children: ReactNode } ) {
	return (
		<Card
			title={ __( 'Lost access', 'slotbridge' ) }
			description={ __( 'What happens to future bookings of members who can no longer see the calendar they booked in. Only what is certain counts: while AccessAlly cannot tell, nobody has lost anything.', 'slotbridge' ) }
			aside={ aside }
		>
			{ children }
		</Card>
	);
}
