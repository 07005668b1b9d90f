/** Ends the pairing of site and bridge, after a question. */
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { unpair } from '../../api/status.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';

export function UnpairButton( { onDone }: { onDone: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	const confirm = async (): Promise<void> => {
		let warning: string | null | undefined;
		const isDone = await task.run( async () => {
			( { warning } = await unpair() );
			await onDone();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( warning ?? __( 'The bridge is no longer paired with this site.', 'slotbridge' ) );
		}
	};
	return (
		<>
			<Action variant="link" isDestructive onClick={ () => setAsked( true ) }>
				{ __( 'Unpair the bridge', 'slotbridge' ) }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ __( 'Unpair the bridge?', 'slotbridge' ) }
					confirmLabel={ __( 'Unpair', 'slotbridge' ) }
					isDestructive
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void confirm() }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'WordPress and the bridge forget each other: nothing is sent to HighLevel any more, and you need a new pairing code to come back. Calendars in WordPress and in HighLevel stay as they are.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
