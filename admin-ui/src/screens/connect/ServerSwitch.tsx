/** Sends a location's changes to the bridge's sandbox instead of HighLevel, or back, after a question that says what that does. */
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { changeConnection } from '../../api/connections.ts';
import type { Connection } from '../../api/types.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { problemsOf } from './refused-test.ts';

export function ServerSwitch( { connection, reload }: { connection: Connection; reload: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	const toSandbox = connection.server === 'live';
	const words = toSandbox ? __( 'Switch to sandbox', 'slotbridge' ) : __( 'Switch to live', 'slotbridge' );
	const confirm = async (): Promise<void> => {
		const isDone = await task.run( async () => {
			await changeConnection( connection.id, { server: toSandbox ? 'sandbox' : 'live' } );
			await reload();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( toSandbox ? __( 'Changes now go to the sandbox.', 'slotbridge' ) : __( 'Changes now go to HighLevel.', 'slotbridge' ) );
		}
	};
	const close = (): void => {
		task.clear();
		setAsked( false );
	};
	return (
		<>
			<Action variant="secondary" onClick={ () => setAsked( true ) }>
				{ words }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ toSandbox ? __( 'Send to the sandbox?', 'slotbridge' ) : __( 'Send to HighLevel?', 'slotbridge' ) }
					confirmLabel={ words }
					isBusy={ task.isBusy }
					error={ task.error ? problemsOf( task.error ).map( ( { detail } ) => detail ).join( ' ' ) : undefined }
					onConfirm={ () => void confirm() }
					onCancel={ close }
				>
					<p>
						{ toSandbox
							? __( 'From then on all changes of this location, those that wait as well, go to the bridge’s sandbox. HighLevel itself keeps what it has and gets nothing more.', 'slotbridge' )
							: __( 'From then on all changes of this location, those that wait as well, go to HighLevel itself, where customers see them.', 'slotbridge' ) }
					</p>
					<p>{ __( 'A calendar that only one side has counts as deleted on the other. When it is changed there, what you chose under Mappings for deleted calendars happens: it is added anew, or waits for your word. If it is added anew in the sandbox and you switch back, HighLevel may get a second one.', 'slotbridge' ) }</p>
					<p>{ __( 'The stored token is tested there first; if it is refused, nothing is switched. A next token is taken out.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
