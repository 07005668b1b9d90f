/** How the alerts stand: nobody told, a message that did not go through, and what is the matter now. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Alerts, Incident } from '../../api/alerts.ts';
import { When } from '../../shared/When.tsx';

export function AlertsState( { alerts, incidents }: { alerts: Alerts; incidents: Incident[] } ) {
	const { webhook, emails, emailLastError, lastMessageAt } = alerts;
	return (
		<>
			{ webhook === null && emails.length === 0 && <p>{ __( 'Nobody is told yet. Enter an e-mail address or a webhook address, and save.', 'slotbridge' ) }</p> }
			{ webhook?.lastError && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'The last message to the webhook did not go through:', 'slotbridge' ) } { webhook.lastError }
				</Notice>
			) }
			{ emails.length > 0 && emailLastError && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'The last message by e-mail did not go through:', 'slotbridge' ) } { emailLastError }
				</Notice>
			) }
			{ incidents.length > 0 && (
				<div>
					<h3>{ __( 'Needs attention now', 'slotbridge' ) }</h3>
					<ul className="slotbridge-alert-list">
						{ incidents.map( ( { rule, title, detail, since } ) => (
							<li key={ `${ rule } ${ title } ${ since }` }>
								<strong>{ title }</strong> <span className="slotbridge-muted">{ detail } <When at={ since } /></span>
							</li>
						) ) }
					</ul>
				</div>
			) }
			{ lastMessageAt && (
				<p className="slotbridge-muted">
					{ __( 'Last message:', 'slotbridge' ) } <When at={ lastMessageAt } />
				</p>
			) }
		</>
	);
}
