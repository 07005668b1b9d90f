/** Puts a new token in the place of the old one; the bridge tests it before it takes it. */
import { Modal, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { changeConnection } from '../../api/connections.ts';
import type { Connection } from '../../api/types.ts';
import { Action, TextField } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { problemsOf } from './refused-test.ts';
import { problemAt } from './problems.ts';

export function ReplaceTokenButton( { connection, onDone }: { connection: Connection; onDone: () => Promise<void> } ) {
	const [ isOpen, setOpen ] = useState( false );
	return (
		<>
			<Action variant="secondary" onClick={ () => setOpen( true ) }>
				{ __( 'Replace token', 'slotbridge' ) }
			</Action>
			{ isOpen && <ReplaceTokenDialog connection={ connection } onDone={ onDone } onClose={ () => setOpen( false ) } /> }
		</>
	);
}

function ReplaceTokenDialog( { connection, onDone, onClose }: { connection: Connection; onDone: () => Promise<void>; onClose: () => void } ) {
	const [ token, setToken ] = useState( '' );
	const task = useTask();
	const notify = useNotify();
	const problems = problemsOf( task.error );
	const atToken = task.error?.fields.token ?? problemAt( 'token', problems );

	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		const isDone = await task.run( async () => {
			await changeConnection( connection.id, { token } );
			await onDone();
		} );
		if ( isDone ) {
			onClose();
			notify( __( 'The new token is in use.', 'slotbridge' ) );
		}
	};

	return (
		<Modal title={ __( 'Replace the token', 'slotbridge' ) } onRequestClose={ onClose } className="slotbridge-dialog" size="medium">
			<form className="slotbridge-form" onSubmit={ ( event ) => void submit( event ) }>
				<p>{ __( 'In HighLevel under Settings → Private Integrations, rotate the token of this integration and paste the new one. It is tested before it replaces the old one.', 'slotbridge' ) }</p>
				<TextField
					label={ __( 'New private integration token', 'slotbridge' ) }
					type="password"
					value={ token }
					onChange={ ( value: string ) => setToken( value.trim() ) }
					required
					placeholder="pit-…"
					error={ atToken }
					autoComplete="off"
					dir="ltr"
				/>
				{ task.error && ! atToken && (
					<Notice status="error" isDismissible={ false }>
						{ problems.map( ( { detail } ) => detail ).join( ' ' ) }
					</Notice>
				) }
				<div className="slotbridge-actions slotbridge-actions--end">
					<Action variant="tertiary" onClick={ onClose }>
						{ __( 'Cancel', 'slotbridge' ) }
					</Action>
					<Action variant="primary" type="submit" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled>
						{ __( 'Test and replace', 'slotbridge' ) }
					</Action>
				</div>
			</form>
		</Modal>
	);
}
