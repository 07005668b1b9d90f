/** What AccessAlly does not tell of, and the signs by which it can be seen: how to set one up, and which the owner has. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { saveSigns, type AccessAllyAnswer } from '../../api/accessally.ts';
import type { ApiError } from '../../api/errors.ts';
import { Card } from '../../shared/Card.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { SaveRow } from './SaveRow.tsx';
import { SignFields } from './SignFields.tsx';
import { faultsOf, isChanged, newRow, siteFaults, toRows, toSigns } from './signs-draft.ts';
import { useDirty } from './use-dirty.ts';

interface SignsPanelProps {
	answer: AccessAllyAnswer;
	onSaved: ( answer: AccessAllyAnswer ) => void;
	onDirty: ( isDirty: boolean ) => void;
}

export function SignsPanel( { answer, onSaved, onDirty }: SignsPanelProps ) {
	const { signs, recipes, choices } = answer;
	const [ rows, setRows ] = useState( () => toRows( signs ) );
	const [ faults, setFaults ] = useState<Record<number, string>>( {} );
	const saving = useTask();
	const notify = useNotify();
	const isDirty = isChanged( rows, signs );
	useDirty( isDirty, onDirty );

	const send = async (): Promise<void> => {
		try {
			const saved = await saveSigns( toSigns( rows ) );
			setRows( toRows( saved.signs ) );
			onSaved( saved );
		} catch ( reason ) {
			setFaults( siteFaults( ( reason as ApiError ).fields ?? {}, rows ) );
			throw reason;
		}
	};
	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		const found = faultsOf( rows );
		setFaults( found );
		if ( Object.keys( found ).length === 0 && ( await saving.run( send ) ) ) {
			notify( __( 'The signs are saved.', 'slotbridge' ) );
		}
	};
	const add = (): void => setRows( [ ...rows, newRow( recipes[ 0 ]?.type ?? 'order.succeeded' ) ] );
	return (
		<>
			<Card title={ __( 'Signs', 'slotbridge' ) } description={ __( 'AccessAlly tells nobody of orders, subscriptions and the operations that it runs. But each of them can add a tag, and that can be seen.', 'slotbridge' ) }>
				<form className="slotbridge-form slotbridge-form--wide" onSubmit={ ( event ) => void submit( event ) } noValidate aria-label={ __( 'Signs', 'slotbridge' ) }>
					{ rows.length === 0 && <p className="slotbridge-signs__none">{ __( 'No sign yet: the triggers for orders, subscriptions and custom operations cannot fire.', 'slotbridge' ) }</p> }
					<div className="slotbridge-signs">
						{ rows.map( ( row, index ) => (
							<SignFields
								key={ row.key }
								row={ row }
								number={ index + 1 }
								recipes={ recipes }
								choices={ choices }
								fault={ faults[ row.key ] }
								onChange={ ( part ) => setRows( rows.map( ( each ) => ( each.key === row.key ? { ...each, ...part } : each ) ) ) }
								onRemove={ () => {
									setRows( rows.filter( ( { key } ) => key !== row.key ) );
									notify( __( 'The sign is out of the list. Nothing is saved yet.', 'slotbridge' ), { label: __( 'Undo', 'slotbridge' ), onClick: () => setRows( ( now ) => ( now.some( ( { key } ) => key === row.key ) ? now : now.toSpliced( index, 0, row ) ) ) } );
								} }
							/>
						) ) }
						<Action variant="secondary" onClick={ add }>
							{ __( 'Add a sign', 'slotbridge' ) }
						</Action>
					</div>
					{ saving.error && (
						<Notice status="error" isDismissible={ false }>
							{ saving.error.message }
						</Notice>
					) }
					<SaveRow label={ __( 'Save signs', 'slotbridge' ) } isDirty={ isDirty } isBusy={ saving.isBusy } onDiscard={ () => { setFaults( {} ); saving.clear(); setRows( toRows( signs ) ); } } />
				</form>
			</Card>
			<Card title={ __( 'How to set one up, in a minute', 'slotbridge' ) }>
				<div className="slotbridge-recipes">
					{ recipes.map( ( { type, title, steps } ) => (
						<details key={ type } className="slotbridge-disclosure">
							<summary>{ title }</summary>
							<ol>
								{ steps.map( ( step ) => (
									<li key={ step }>{ step }</li>
								) ) }
							</ol>
						</details>
					) ) }
				</div>
			</Card>
		</>
	);
}
