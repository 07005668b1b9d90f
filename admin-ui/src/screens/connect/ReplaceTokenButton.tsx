/** Rotates a token: the new one stands beside the old one until that ends, or replaces it at once. The bridge tests it first. */
import { Modal, Notice, RadioControl } from '@wordpress/components';
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
				{ __( 'Rotate token', 'slotbridge' ) }
			</Action>
			{ isOpen && <ReplaceTokenDialog connection={ connection } onDone={ onDone } onClose={ () => setOpen( false ) } /> }
		</>
	);
}

function ReplaceTokenDialog( { connection, onDone, onClose }: { connection: Connection; onDone: () => Promise<void>; onClose: () => void } ) {
	const [ token, setToken ] = useState( '' );
	const isBroken = connection.status === 'broken';
	const [ how, setHow ] = useState<'later' | 'now'>( isBroken ? 'now' : 'later' );
	const task = useTask();
	const notify = useNotify();
	const problems = problemsOf( task.error );
	const atToken = task.error?.fields.token ?? task.error?.fields.nextToken ?? problemAt( 'token', problems );

	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		const isDone = await task.run( async () => {
			await changeConnection( connection.id, how === 'later' ? { nextToken: token } : { token } );
			await onDone();
		} );
		if ( isDone ) {
			onClose();
			notify( how === 'later' ? __( 'The next token is ready. It takes over by itself.', 'slotbridge' ) : __( 'The new token is in use.', 'slotbridge' ) );
		}
	};

	return (
		<Modal title={ __( 'Rotate the token', 'slotbridge' ) } onRequestClose={ onClose } className="slotbridge-dialog" size="medium">
			<form className="slotbridge-form" onSubmit={ ( event ) => void submit( event ) }>
				<p>{ __( 'In HighLevel under Settings → Private Integrations, rotate the token of this integration and paste the new one. It is tested before it is kept.', 'slotbridge' ) }</p>
				{ ! isBroken && (
					<RadioControl
						label={ __( 'What you chose in HighLevel', 'slotbridge' ) }
						selected={ how }
						options={ [
							{ value: 'later', label: __( 'Rotate and expire later', 'slotbridge' ), description: __( 'Both tokens are kept. The current one is used until HighLevel ends it; then the new one takes over, and nothing is interrupted.', 'slotbridge' ) },
							{ value: 'now', label: __( 'Expire now', 'slotbridge' ), description: __( 'The new token replaces the current one at once. Choose this when the current one may have leaked.', 'slotbridge' ) },
						] }
						onChange={ ( value ) => setHow( value === 'now' ? 'now' : 'later' ) }
					/>
				) }
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
						{ how === 'later' ? __( 'Test and keep as next', 'slotbridge' ) : __( 'Test and replace', 'slotbridge' ) }
					</Action>
				</div>
			</form>
		</Modal>
	);
}
