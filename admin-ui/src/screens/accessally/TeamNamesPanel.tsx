/** What the owner calls the Teams: AccessAlly has only their numbers. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { saveTeamNames, type AccessAllyAnswer, type Team } from '../../api/accessally.ts';
import { Card } from '../../shared/Card.tsx';
import { TextField } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { Empty } from '../../shared/states.tsx';
import { useTask } from '../../shared/use-task.ts';
import { SaveRow } from './SaveRow.tsx';
import { changedNames, nameFaults, toNames } from './team-names-draft.ts';
import { teamPeople } from './team-words.ts';
import { useDirty } from './use-dirty.ts';

interface TeamNamesPanelProps {
	teams: Team[];
	onSaved: ( answer: AccessAllyAnswer ) => void;
	onDirty: ( isDirty: boolean ) => void;
}

export function TeamNamesPanel( { teams, onSaved, onDirty }: TeamNamesPanelProps ) {
	const [ names, setNames ] = useState( () => toNames( teams ) );
	const saving = useTask();
	const notify = useNotify();
	const changed = changedNames( names, teams );
	const isDirty = Object.keys( changed ).length > 0;
	useDirty( isDirty, onDirty );
	const faults = nameFaults( saving.error?.fields ?? {} );

	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		const isDone = await saving.run( async () => {
			const answer = await saveTeamNames( changed );
			setNames( toNames( answer.teams ) );
			onSaved( answer );
		} );
		if ( isDone ) {
			notify( __( 'The names are saved.', 'slotbridge' ) );
		}
	};
	if ( teams.length === 0 ) {
		return (
			<Empty title={ __( 'No Teams on this site', 'slotbridge' ) }>
				<p>{ __( 'A Team shows here as soon as somebody leads it or belongs to it.', 'slotbridge' ) }</p>
			</Empty>
		);
	}
	return (
		<Card title={ __( 'Team names', 'slotbridge' ) } description={ __( 'AccessAlly keeps no names with its Teams. The names you give here are used for audiences, calendar groups and in what is told about members.', 'slotbridge' ) }>
			<form className="slotbridge-form slotbridge-form--wide" onSubmit={ ( event ) => void submit( event ) } noValidate aria-label={ __( 'Team names', 'slotbridge' ) }>
				<div className="slotbridge-teams">
					{ teams.map( ( team ) => (
						<TextField
							key={ team.id }
							/* translators: %s: number of a Team. */
							label={ sprintf( __( 'Team %s', 'slotbridge' ), team.id ) }
							help={ teamPeople( team ) }
							value={ names[ team.id ] ?? '' }
							maxLength={ 100 }
							error={ faults[ team.id ] }
							onChange={ ( name ) => setNames( { ...names, [ team.id ]: name } ) }
						/>
					) ) }
				</div>
				{ saving.error && (
					<Notice status="error" isDismissible={ false }>
						{ saving.error.message }
					</Notice>
				) }
				<SaveRow label={ __( 'Save names', 'slotbridge' ) } isDirty={ isDirty } isBusy={ saving.isBusy } onDiscard={ () => { saving.clear(); setNames( toNames( teams ) ); } } />
			</form>
		</Card>
	);
}
