/** The rule: keep, ask, or cancel after a grace. */
import { Notice, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { saveLossSettings, type LossSettings } from '../../../api/losses.ts';
import { Action, CheckboxField, SelectField, TextField } from '../../../shared/controls.tsx';
import { useNotify } from '../../../shared/notices.tsx';
import { useTask } from '../../../shared/use-task.ts';
import { useUnloadGuard } from '../../../shared/use-unload-guard.ts';
import { graceHours, graceOf, isSame, type GraceUnit } from './loss-words.ts';

export function LossSettingsForm( { saved, onSaved }: { saved: LossSettings; onSaved: ( settings: LossSettings ) => void } ) {
	const first = graceOf( saved.graceHours );
	const [ mode, setMode ] = useState( saved.mode );
	const [ grace, setGrace ] = useState( String( first.value ) );
	const [ unit, setUnit ] = useState<GraceUnit>( first.unit );
	const [ mail, setMail ] = useState( saved.mail );
	const saving = useTask();
	const notify = useNotify();
	const hours = mode === 'cancel' ? graceHours( grace, unit ) : saved.graceHours;
	const isDirty = hours === null || ! isSame( saved, { mode, graceHours: hours, mail } );
	useUnloadGuard( isDirty );
	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		if ( hours === null ) {
			return;
		}
		const isSaved = await saving.run( async () => onSaved( await saveLossSettings( { mode, graceHours: hours, mail } ) ) );
		if ( isSaved ) {
			notify( __( 'The rule for lost access is saved.', 'slotbridge' ) );
		}
	};
	return (
		<form className="slotbridge-form" onSubmit={ ( event ) => void submit( event ) } noValidate aria-label={ __( 'Rule for lost access', 'slotbridge' ) }>
			<RadioControl
				label={ __( 'When a member loses access', 'slotbridge' ) }
				selected={ mode }
				options={ [
					{ value: 'keep', label: __( 'Keep the bookings', 'slotbridge' ), description: __( 'Nobody is looked at. What is open in the list is closed.', 'slotbridge' ) },
					{ value: 'ask', label: __( 'Ask me', 'slotbridge' ), description: __( 'You decide below, member by member.', 'slotbridge' ) },
					{ value: 'cancel', label: __( 'Cancel the bookings after a grace', 'slotbridge' ), description: __( 'A calendar that is closed to everybody, and more than 25 people at once, are asked about all the same.', 'slotbridge' ) },
				] }
				onChange={ ( next ) => setMode( next as LossSettings[ 'mode' ] ) }
			/>
			{ mode === 'cancel' && (
				<div className="slotbridge-grace">
					<TextField
						label={ __( 'Grace', 'slotbridge' ) }
						type="number"
						min={ 0 }
						value={ grace }
						onChange={ setGrace }
						help={ __( 'Whoever has access again by then keeps everything.', 'slotbridge' ) }
						error={ hours === null ? __( 'Give a whole number, 90 days at most.', 'slotbridge' ) : undefined }
					/>
					<SelectField
						label={ __( 'Unit', 'slotbridge' ) }
						value={ unit }
						options={ [
							{ value: 'hours', label: __( 'hours', 'slotbridge' ) },
							{ value: 'days', label: __( 'days', 'slotbridge' ) },
						] }
						onChange={ ( next ) => setUnit( next as GraceUnit ) }
					/>
				</div>
			) }
			{ mode !== 'keep' && (
				<>
					<CheckboxField label={ __( 'Mail me when there is something to decide', 'slotbridge' ) } help={ __( 'Once a day at most, to the address that is told when changes cannot be sent.', 'slotbridge' ) } checked={ mail } onChange={ setMail } />
					<p className="slotbridge-muted">{ __( 'To find and cancel bookings, your HighLevel token needs the scopes contacts.readonly, calendars/events.readonly and calendars/events.write. The Connect screen shows whether it has them.', 'slotbridge' ) }</p>
				</>
			) }
			{ saving.error && (
				<Notice status="error" isDismissible={ false }>
					{ saving.error.message }
				</Notice>
			) }
			<div className="slotbridge-actions">
				<Action variant="primary" type="submit" isBusy={ saving.isBusy } disabled={ ! isDirty || hours === null || saving.isBusy } accessibleWhenDisabled>
					{ saving.isBusy ? __( 'Saving…', 'slotbridge' ) : __( 'Save rule', 'slotbridge' ) }
				</Action>
				{ isDirty && <span className="slotbridge-muted">{ __( 'Unsaved changes', 'slotbridge' ) }</span> }
			</div>
		</form>
	);
}
