/** Who is told when something needs attention: reads it from the bridge, and says so while that is not possible. */
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { readAlerts } from '../../api/alerts.ts';
import { hasCode } from '../../api/errors.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { AlertsForm } from './AlertsForm.tsx';
import { AlertsState } from './AlertsState.tsx';

/** @param props.isAway While the bridge is away it is not asked; a form that is open stays as it is. */
export default function AlertsCard( { isAway }: { isAway: boolean } ) {
	const { data, error, isLoading, reload, set } = useResource( isAway ? null : readAlerts );
	if ( data !== null ) {
		const isTold = data.alerts.webhook !== null || data.alerts.emails.length > 0;
		return (
			<AlertsFrame aside={ isTold ? <Badge tone="good">{ __( 'On', 'slotbridge' ) }</Badge> : <Badge tone="quiet">{ __( 'Nobody is told', 'slotbridge' ) }</Badge> }>
				<AlertsState alerts={ data.alerts } incidents={ data.incidents } />
				<AlertsForm saved={ data.alerts } onSaved={ ( alerts ) => set( { ...data, alerts } ) } />
			</AlertsFrame>
		);
	}
	if ( isAway ) {
		return (
			<AlertsFrame>
				<p className="slotbridge-muted">{ __( 'The bridge keeps these settings. They are shown as soon as it can be asked again.', 'slotbridge' ) }</p>
			</AlertsFrame>
		);
	}
	return (
		<AlertsFrame>
			{ error === null && <Loading words={ __( 'Loading the alerts…', 'slotbridge' ) } /> }
			{ error !== null && hasCode( error, 'not_found' ) && <p className="slotbridge-muted">{ __( 'This bridge is of an older version, which has no alerts. Whoever runs it can update it.', 'slotbridge' ) }</p> }
			{ error !== null && ! hasCode( error, 'not_found' ) && <Failed title={ __( 'The alerts could not be read', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } /> }
		</AlertsFrame>
	);
}

function AlertsFrame( { aside, children }: { aside?: ReactNode; children: ReactNode } ) {
	return (
		<Card title={ __( 'Alerts', 'slotbridge' ) } description={ __( 'The bridge tells you when something needs attention, and when it is well again.', 'slotbridge' ) } aside={ aside }>
			{ children }
		</Card>
	);
}
