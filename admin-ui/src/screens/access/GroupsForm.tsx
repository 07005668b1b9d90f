/** The choice of what makes groups. What it would do is shown while it is made, and done only on Save. */
import { Notice, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { saveGroups, type GroupMapping, type GroupsDone, type GroupsState } from '../../api/access.ts';
import { Action, CheckboxField, ToggleField } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { useUnloadGuard } from '../../shared/use-unload-guard.ts';
import { GroupsPreview } from './GroupsPreview.tsx';

interface GroupsFormProps {
	state: GroupsState;
	onSaved: ( state: GroupsState ) => void;
}

function doneWords( { done, left }: GroupsDone ): string {
	/* translators: %d: number of groups. */
	const words = done.length === 0 ? __( 'Saved. No group had to be changed.', 'slotbridge' ) : sprintf( _n( 'Saved. %d group was made or changed.', 'Saved. %d groups were made or changed.', done.length, 'slotbridge' ), done.length );
	/* translators: %d: number of groups. */
	return left > 0 ? `${ words } ${ sprintf( _n( '%d more follows in a minute.', '%d more follow in the next minutes.', left, 'slotbridge' ), left ) }` : words;
}

export function GroupsForm( { state, onSaved }: GroupsFormProps ) {
	const [ draft, setDraft ] = useState( state.mapping );
	const [ failed, setFailed ] = useState<GroupsDone[ 'failed' ]>( [] );
	const saving = useTask();
	const notify = useNotify();
	const isDirty = JSON.stringify( draft ) !== JSON.stringify( state.mapping );
	useUnloadGuard( isDirty );

	const change = ( part: Partial<GroupMapping> ): void => setDraft( { ...draft, ...part } );
	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		await saving.run( async () => {
			const answer = await saveGroups( draft );
			setFailed( answer.failed );
			notify( doneWords( answer ) );
			onSaved( answer.state );
		} );
	};
	return (
		<form className="slotbridge-form" onSubmit={ ( event ) => void submit( event ) } aria-label={ __( 'Automatic groups', 'slotbridge' ) }>
			<ToggleField
				label={ __( 'A group for each Team', 'slotbridge' ) }
				help={ sprintf( /* translators: %d: number of Teams. */ _n( '%d Team has members now.', '%d Teams have members now.', state.teams.length, 'slotbridge' ), state.teams.length ) }
				checked={ draft.teams }
				onChange={ ( teams ) => change( { teams } ) }
			/>
			<RadioControl
				label={ __( 'Offerings', 'slotbridge' ) }
				selected={ draft.offerings }
				options={ [
					{ value: 'none', label: __( 'No groups for offerings', 'slotbridge' ) },
					{ value: 'all', label: __( 'A group for each offering', 'slotbridge' ) },
					{ value: 'chosen', label: __( 'Only for the offerings that I choose', 'slotbridge' ) },
				] }
				onChange={ ( offerings ) => change( { offerings: offerings as GroupMapping[ 'offerings' ] } ) }
			/>
			{ draft.offerings === 'chosen' && <Offerings state={ state } chosen={ draft.chosen } onChange={ ( chosen ) => change( { chosen } ) } /> }
			<RadioControl
				label={ __( 'If you rename such a group yourself', 'slotbridge' ) }
				selected={ draft.names }
				options={ [
					{ value: 'keep', label: __( 'your name stays', 'slotbridge' ) },
					{ value: 'follow', label: __( 'it gets the name of its Team or offering back', 'slotbridge' ) },
				] }
				onChange={ ( names ) => change( { names: names as GroupMapping[ 'names' ] } ) }
			/>
			<GroupsPreview mapping={ draft } />
			{ saving.error && (
				<Notice status="error" isDismissible={ false }>
					{ saving.error.message }
				</Notice>
			) }
			{ failed.map( ( { name, reason } ) => (
				<p key={ name } className="slotbridge-field-error" role="alert">
					{ name }: { reason }
				</p>
			) ) }
			<div className="slotbridge-actions">
				<Action variant="primary" type="submit" isBusy={ saving.isBusy } disabled={ ( ! isDirty && state.pending.length === 0 ) || saving.isBusy } accessibleWhenDisabled>
					{ saving.isBusy ? __( 'Saving…', 'slotbridge' ) : __( 'Save and bring in step', 'slotbridge' ) }
				</Action>
				{ isDirty && <span className="slotbridge-muted">{ __( 'Unsaved changes', 'slotbridge' ) }</span> }
			</div>
		</form>
	);
}

function Offerings( { state, chosen, onChange }: { state: GroupsState; chosen: string[]; onChange: ( chosen: string[] ) => void } ) {
	const gone = chosen.filter( ( key ) => ! state.offerings.some( ( { id } ) => id === key ) );
	/* translators: %s: key of an offering. */
	const all = [ ...state.offerings, ...gone.map( ( id ) => ( { id, name: sprintf( __( '%s (not found)', 'slotbridge' ), id ) } ) ) ];
	if ( all.length === 0 ) {
		return <p className="slotbridge-muted">{ __( 'AccessAlly has no offerings yet.', 'slotbridge' ) }</p>;
	}
	return (
		<fieldset className="slotbridge-rows">
			<legend>{ __( 'Offerings with a group', 'slotbridge' ) }</legend>
			{ all.map( ( { id, name } ) => (
				<CheckboxField key={ id } label={ name } checked={ chosen.includes( id ) } onChange={ ( on ) => onChange( on ? [ ...chosen, id ] : chosen.filter( ( key ) => key !== id ) ) } />
			) ) }
		</fieldset>
	);
}
