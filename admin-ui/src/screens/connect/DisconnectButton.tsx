/** Removes a connection, after a question that says what stays. */
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { removeConnection } from '../../api/connections.ts';
import type { Connection } from '../../api/types.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';

export function DisconnectButton( { connection, onDone }: { connection: Connection; onDone: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	const confirm = async (): Promise<void> => {
		const isDone = await task.run( async () => {
			await removeConnection( connection.id );
			await onDone();
		} );
		if ( isDone ) {
			notify( __( 'Disconnected from HighLevel.', 'slotbridge' ) );
		}
	};
	return (
		<>
			<Action variant="tertiary" isDestructive onClick={ () => setAsked( true ) }>
				{ __( 'Disconnect', 'slotbridge' ) }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ sprintf( /* translators: %s: name of a HighLevel location. */ __( 'Disconnect %s?', 'slotbridge' ), connection.locationName || connection.locationId ) }
					confirmLabel={ __( 'Disconnect', 'slotbridge' ) }
					isDestructive
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void confirm() }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'The bridge forgets the token, and changes you make in WordPress wait until a location is connected again.', 'slotbridge' ) }</p>
					<p>{ __( 'Calendars that are in HighLevel stay there, with all their bookings. To end the token’s access for good, delete the private integration in HighLevel as well.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
