/** Reminders before an appointment: how, to whom, how long before. */
import { __, sprintf } from '@wordpress/i18n';
import { plus, trash } from '@wordpress/icons';
import type { Reminder } from '../api/types.ts';
import { Action, Help, SelectField, TextField } from '../shared/controls.tsx';
import { elementId, errorOfRow } from './field-errors.ts';
import type { ControlProps } from './types.ts';

const maxReminders = 20;

const channels: { value: Reminder[ 'channel' ]; label: string }[] = [
	{ value: 'email', label: __( 'Email', 'slotbridge' ) },
	{ value: 'sms', label: __( 'SMS', 'slotbridge' ) },
	{ value: 'whatsapp', label: __( 'WhatsApp', 'slotbridge' ) },
	{ value: 'inApp', label: __( 'In-app message', 'slotbridge' ) },
];
const receivers: { value: Reminder[ 'receiver' ]; label: string }[] = [
	{ value: 'contact', label: __( 'The person who booked', 'slotbridge' ) },
	{ value: 'assignedUser', label: __( 'The host', 'slotbridge' ) },
	{ value: 'guest', label: __( 'Guests', 'slotbridge' ) },
];
const units: { value: Reminder[ 'before' ][ 'unit' ]; label: string }[] = [
	{ value: 'minutes', label: __( 'minutes before', 'slotbridge' ) },
	{ value: 'hours', label: __( 'hours before', 'slotbridge' ) },
	{ value: 'days', label: __( 'days before', 'slotbridge' ) },
];

/** The usual ones first: a day before, then an hour before. */
const nextReminder = ( count: number ): Reminder => ( { channel: 'email', receiver: 'contact', before: count === 0 ? { value: 1, unit: 'days' } : { value: 1, unit: 'hours' } } );

export function RemindersControl( { spec, value, onChange, errors, help }: ControlProps<'reminders'> ) {
	const isFull = value.length >= maxReminders;
	return (
		<fieldset className="slotbridge-rows">
			<legend>{ spec.label }</legend>
			{ value.length === 0 && <p className="slotbridge-rows__none">{ __( 'No reminders from here. Reminders you made in HighLevel stay as they are.', 'slotbridge' ) }</p> }
			{ value.map( ( reminder, index ) => (
				<ReminderRow
					key={ index }
					index={ index }
					reminder={ reminder }
					error={ errorOfRow( errors, index ) }
					onChange={ ( next ) => onChange( value.map( ( before, at ) => ( at === index ? next : before ) ) ) }
					onRemove={ () => onChange( value.toSpliced( index, 1 ) ) }
				/>
			) ) }
			<p className="slotbridge-rows__help">
				<Help help={ isFull ? __( 'A calendar can have 20 reminders at most.', 'slotbridge' ) : help } error={ errors[ '' ] } />
			</p>
			<Action variant="secondary" icon={ plus } disabled={ isFull } accessibleWhenDisabled onClick={ () => onChange( [ ...value, nextReminder( value.length ) ] ) }>
				{ __( 'Add a reminder', 'slotbridge' ) }
			</Action>
		</fieldset>
	);
}

interface ReminderRowProps {
	index: number;
	reminder: Reminder;
	error?: string;
	onChange: ( reminder: Reminder ) => void;
	onRemove: () => void;
}

function ReminderRow( { index, reminder, error, onChange, onRemove }: ReminderRowProps ) {
	const { channel, receiver, before } = reminder;
	return (
		<div className={ `slotbridge-row ${ error ? 'has-error' : '' }` } id={ elementId( `reminders/${ index }` ) } role="group" aria-label={ sprintf( /* translators: %d: number of a row. */ __( 'Reminder %d', 'slotbridge' ), index + 1 ) }>
			<div className="slotbridge-row__inputs">
				<SelectField hideLabelFromVision label={ __( 'Sent by', 'slotbridge' ) } value={ channel } options={ channels } onChange={ ( next ) => onChange( { ...reminder, channel: next as Reminder[ 'channel' ] } ) } />
				<SelectField hideLabelFromVision label={ __( 'Sent to', 'slotbridge' ) } value={ receiver } options={ receivers } onChange={ ( next ) => onChange( { ...reminder, receiver: next as Reminder[ 'receiver' ] } ) } />
				<TextField
					hideLabelFromVision
					className="slotbridge-row__number"
					label={ __( 'How long before', 'slotbridge' ) }
					type="number"
					min={ 1 }
					max={ 999 }
					value={ Number.isNaN( before.value ) ? '' : before.value }
					onChange={ ( text: string ) => onChange( { ...reminder, before: { ...before, value: text === '' ? NaN : Math.round( Number( text ) ) } } ) }
				/>
				<SelectField hideLabelFromVision label={ __( 'Unit', 'slotbridge' ) } value={ before.unit } options={ units } onChange={ ( unit ) => onChange( { ...reminder, before: { ...before, unit: unit as Reminder[ 'before' ][ 'unit' ] } } ) } />
			</div>
			<div className="slotbridge-row__actions">
				<Action icon={ trash } size="compact" isDestructive label={ sprintf( /* translators: %d: number of a row. */ __( 'Remove reminder %d', 'slotbridge' ), index + 1 ) } onClick={ onRemove } />
			</div>
			{ error && <p className="slotbridge-field-error">{ error }</p> }
		</div>
	);
}
