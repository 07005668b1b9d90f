/** Who receives alerts: e-mail addresses, and a webhook with its secret, which only goes in. */
import { __ } from '@wordpress/i18n';
import type { Alerts } from '../../api/alerts.ts';
import { SelectField, TextareaField, TextField } from '../../shared/controls.tsx';
import type { AlertFaults, AlertsDraft } from './alerts-draft.ts';

interface AlertReceiversProps {
	draft: AlertsDraft;
	saved: Alerts;
	faults: AlertFaults;
	onChange: ( part: Partial<AlertsDraft> ) => void;
}

export function AlertReceivers( { draft, saved, faults, onChange }: AlertReceiversProps ) {
	// Addresses from the time when there was a mail server can still be taken out.
	const isMailOff = ! saved.emailAvailable && saved.emails.length === 0;
	return (
		<>
			<TextareaField
				label={ __( 'E-mail addresses', 'slotbridge' ) }
				value={ draft.emails }
				onChange={ ( emails: string ) => onChange( { emails } ) }
				help={
					saved.emailAvailable
						? __( 'One a line, ten at most.', 'slotbridge' )
						: __( 'This bridge has no mail server, so it cannot send e-mail. Whoever runs it can set SMTP_URL and SMTP_FROM. A webhook works without.', 'slotbridge' )
				}
				error={ faults.emails }
				disabled={ isMailOff }
				rows={ 3 }
				dir="ltr"
				spellCheck={ false }
			/>
			<TextField
				label={ __( 'Webhook address', 'slotbridge' ) }
				type="url"
				value={ draft.webhookUrl }
				onChange={ ( webhookUrl: string ) => onChange( { webhookUrl } ) }
				placeholder="https://"
				help={ __( 'Gets each alert. Empty: no webhook.', 'slotbridge' ) }
				error={ faults.webhookUrl }
				autoComplete="off"
				dir="ltr"
			/>
			{ draft.isNew && draft.webhookUrl.trim() !== '' && (
				<SelectField
					label={ __( 'What the webhook gets', 'slotbridge' ) }
					value={ draft.webhookFormat }
					options={ [
						{ value: 'standard', label: __( 'Signed JSON, for programs', 'slotbridge' ) },
						{ value: 'slack', label: __( 'A message, for Slack, Mattermost or Discord', 'slotbridge' ) },
					] }
					onChange={ ( format ) => onChange( { webhookFormat: format === 'slack' ? 'slack' : 'standard' } ) }
					help={ draft.webhookFormat === 'slack' ? __( 'Take the address of an incoming webhook. For Discord, put /slack behind it.', 'slotbridge' ) : undefined }
				/>
			) }
			{ draft.webhookFormat === 'standard' && (
				<TextField
					label={ __( 'Webhook secret', 'slotbridge' ) }
					type="password"
					value={ draft.webhookSecret }
					onChange={ ( webhookSecret: string ) => onChange( { webhookSecret } ) }
					help={
						saved.webhook === null
							? __( 'Leave it empty, and the bridge makes one and shows it once. Or enter your own, which begins with “whsec_”.', 'slotbridge' )
							: __( 'Stored, and never shown. Leave it empty to keep it, or enter another one. To have a new one made, take the address out, save, and enter it again.', 'slotbridge' )
					}
					error={ faults.webhookSecret }
					autoComplete="off"
					data-1p-ignore="true"
					dir="ltr"
				/>
			) }
		</>
	);
}
