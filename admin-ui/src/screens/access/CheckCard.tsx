/** One person, one calendar or all of them: does this person see it, and why. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { checkAccess, type AccessCalendar, type Answer, type Person } from '../../api/access.ts';
import { Card } from '../../shared/Card.tsx';
import { Action, SelectField } from '../../shared/controls.tsx';
import { useTask } from '../../shared/use-task.ts';
import { AnswerList } from './AnswerList.tsx';
import { calendarOptions } from './calendar-options.ts';
import { MemberPicker } from './MemberPicker.tsx';

const visitor = 0;

export function CheckCard( { calendars }: { calendars: AccessCalendar[] } ) {
	const [ person, setPerson ] = useState<Person | null>( null );
	const [ calendar, setCalendar ] = useState( '0' );
	const [ answer, setAnswer ] = useState<{ user: Person; items: Answer[] } | null>( null );
	const [ isMissing, setMissing ] = useState( false );
	const task = useTask();

	const ask = ( user: number ): Promise<boolean> => task.run( async () => setAnswer( await checkAccess( user, Number( calendar ) ) ) );
	const submit = ( event: FormEvent ): void => {
		event.preventDefault();
		setMissing( person === null );
		if ( person !== null ) {
			void ask( person.id );
		}
	};
	return (
		<Card title={ __( 'Check access', 'slotbridge' ) } description={ __( 'Choose a member and a calendar, and read what the site decides.', 'slotbridge' ) }>
			<form className="slotbridge-form" onSubmit={ submit } aria-label={ __( 'Check access', 'slotbridge' ) }>
				<MemberPicker
					value={ person }
					onChange={ ( next ) => {
						setPerson( next );
						setMissing( false );
						setAnswer( null );
					} }
				/>
				<SelectField
					label={ __( 'Calendar', 'slotbridge' ) }
					value={ calendar }
					options={ [ { value: '0', label: __( 'All calendars', 'slotbridge' ) }, ...calendarOptions( calendars ) ] }
					onChange={ ( next ) => {
						setCalendar( next );
						setAnswer( null );
					} }
				/>
				{ isMissing && (
					<p className="slotbridge-field-error" role="alert">
						{ __( 'Choose a member first, or try as a visitor.', 'slotbridge' ) }
					</p>
				) }
				{ task.error && (
					<Notice status="error" isDismissible={ false }>
						{ task.error.message }
					</Notice>
				) }
				<div className="slotbridge-actions">
					<Action variant="primary" type="submit" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled>
						{ __( 'Check', 'slotbridge' ) }
					</Action>
					<Action variant="secondary" onClick={ () => void ask( visitor ) } disabled={ task.isBusy } accessibleWhenDisabled>
						{ __( 'Try as a visitor', 'slotbridge' ) }
					</Action>
				</div>
			</form>
			<div role="status">{ answer && <AnswerList person={ answer.user } answers={ answer.items } /> }</div>
		</Card>
	);
}
