/** The way back from the last change of the choice, after a question. */
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { undoGroups, type GroupsState } from '../../api/access.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';

export function UndoGroups( { undo, onUndone }: { undo: NonNullable<GroupsState[ 'undo' ]>; onUndone: ( state: GroupsState ) => void } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	const confirm = async (): Promise<void> => {
		await task.run( async () => {
			const { removed, restored, kept, state } = await undoGroups();
			setAsked( false );
			notify(
				sprintf(
					/* translators: 1: number of groups that were deleted, 2: number of groups that are as before, 3: number of groups that were kept. */
					__( 'Undone: %1$d deleted, %2$d as before, %3$d kept because they are in use.', 'slotbridge' ),
					removed.length,
					restored.length,
					kept.length,
				),
			);
			onUndone( state );
		} );
	};
	return (
		<div className="slotbridge-actions slotbridge-actions--apart">
			<span className="slotbridge-muted">
				{ sprintf( /* translators: %d: number of groups. */ _n( 'The last change touched %d group', 'The last change touched %d groups', undo.groups.length, 'slotbridge' ), undo.groups.length ) } (<When at={ undo.at } />).
			</span>
			<Action variant="secondary" onClick={ () => setAsked( true ) }>
				{ __( 'Undo the last change', 'slotbridge' ) }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ __( 'Undo the last change?', 'slotbridge' ) }
					confirmLabel={ __( 'Undo', 'slotbridge' ) }
					isDestructive
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void confirm() }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'The choice goes back to what it was before. Groups that it made are deleted, here and in HighLevel, unless they have calendars by now; those are kept as ordinary groups. Groups that it changed get their name, status and audience back.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</div>
	);
}
