/** The webhook's secret that the bridge has just made: seen here once, and nowhere again. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { Action } from '../../shared/controls.tsx';

export function NewSecret( { secret, onDone }: { secret: string; onDone: () => void } ) {
	return (
		<Notice status="info" isDismissible={ false } spokenMessage={ __( 'The bridge made a secret for the webhook. It is not shown again.', 'slotbridge' ) }>
			<p>{ __( 'The bridge made this secret, with which it signs what it sends to the webhook. Copy it to the receiver now: it is not shown again.', 'slotbridge' ) }</p>
			<p>
				<code className="slotbridge-alert-secret" dir="ltr">{ secret }</code>
			</p>
			<div className="slotbridge-actions">
				<CopyButton text={ secret } what={ __( 'the webhook secret', 'slotbridge' ) } label={ __( 'Copy', 'slotbridge' ) } />
				<Action variant="tertiary" onClick={ onDone }>
					{ __( 'I have stored it', 'slotbridge' ) }
				</Action>
			</div>
		</Notice>
	);
}
