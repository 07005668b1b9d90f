/** The form of the alerts: receivers and rules, saved together, with each fault at its field. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { saveAlerts, type Alerts } from '../../api/alerts.ts';
import { boot } from '../../shared/boot.ts';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { useUnloadGuard } from '../../shared/use-unload-guard.ts';
import { AlertReceivers } from './AlertReceivers.tsx';
import { AlertRulesFields } from './AlertRulesFields.tsx';
import { checkDraft, faultsOf, isChanged, listFaults, toDraft, toInput, type AlertFaults, type AlertsDraft } from './alerts-draft.ts';
import { DigestFields } from './DigestFields.tsx';
import { NewSecret } from './NewSecret.tsx';
import { TestAlert } from './TestAlert.tsx';

interface AlertsFormProps {
	saved: Alerts;
	onSaved: ( alerts: Alerts ) => void;
}

const none: AlertFaults = { rules: {} };

export function AlertsForm( { saved, onSaved }: AlertsFormProps ) {
	const [ draft, setDraft ] = useState( () => toDraft( saved, boot.siteTimeZone ) );
	const [ faults, setFaults ] = useState( none );
	const [ secret, setSecret ] = useState<string | null>( null );
	const saving = useTask();
	const notify = useNotify();
	const isDirty = isChanged( draft, saved );
	useUnloadGuard( isDirty );

	const change = ( part: Partial<AlertsDraft> ): void => setDraft( { ...draft, ...part } );
	const send = async (): Promise<void> => {
		const input = toInput( draft );
		try {
			const answer = await saveAlerts( input );
			setDraft( toDraft( answer.alerts, boot.siteTimeZone ) );
			setSecret( answer.webhookSecret ?? ( input.webhook === null ? null : secret ) );
			onSaved( answer.alerts );
		} catch ( reason ) {
			setFaults( faultsOf( ( reason as { fields?: Record<string, string> } ).fields ?? {}, input ) );
			throw reason;
		}
	};
	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		const found = checkDraft( draft );
		setFaults( found );
		saving.clear();
		if ( listFaults( found ).length === 0 && ( await saving.run( send ) ) ) {
			notify( __( 'The alerts are saved.', 'slotbridge' ) );
		}
	};

	const atFields = listFaults( faults );
	return (
		<>
			<form className="slotbridge-form" onSubmit={ ( event ) => void submit( event ) } noValidate aria-label={ __( 'Alerts', 'slotbridge' ) }>
				<AlertReceivers draft={ draft } saved={ saved } faults={ faults } onChange={ change } />
				<AlertRulesFields rules={ draft.rules } faults={ faults.rules } onChange={ ( rules ) => change( { rules } ) } />
				{ draft.isNew && <DigestFields digest={ draft.digest } nextAt={ saved.nextDigestAt ?? null } error={ faults.digest } onChange={ ( digest ) => change( { digest } ) } /> }
				{ saving.error && atFields.length === 0 && (
					<Notice status="error" isDismissible={ false }>
						{ saving.error.message }
					</Notice>
				) }
				{ atFields.length > 0 && (
					<p className="slotbridge-field-error" role="alert">
						{ __( 'Not saved:', 'slotbridge' ) } { atFields.join( ' ' ) }
					</p>
				) }
				<div className="slotbridge-actions">
					<Action variant="primary" type="submit" isBusy={ saving.isBusy } disabled={ ! isDirty || saving.isBusy } accessibleWhenDisabled>
						{ saving.isBusy ? __( 'Saving…', 'slotbridge' ) : __( 'Save alerts', 'slotbridge' ) }
					</Action>
					{ isDirty && <span className="slotbridge-muted">{ __( 'Unsaved changes', 'slotbridge' ) }</span> }
				</div>
			</form>
			{ secret !== null && <NewSecret secret={ secret } onDone={ () => setSecret( null ) } /> }
			<TestAlert isDirty={ isDirty } hasReceiver={ saved.webhook !== null || saved.emails.length > 0 } />
		</>
	);
}
