/** Replays the event that is open. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { replayEvents } from '../../api/activity.ts';
import { boot } from '../../shared/boot.ts';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { replayedWords } from './replayed-words.ts';

export function ReplayOne( { id, onDone }: { id: string; onDone: () => Promise<void> } ) {
	const task = useTask();
	const notify = useNotify();
	if ( ! boot.capabilities.manage ) {
		return null;
	}
	const replay = async (): Promise<void> => {
		let replayed = 0;
		const isDone = await task.run( async () => {
			( { replayed } = await replayEvents( [ id ] ) );
			await onDone();
		} );
		if ( isDone ) {
			notify( replayedWords( replayed ) );
		}
	};
	return (
		<>
			{ task.error && (
				<Notice status="error" isDismissible={ false }>
					{ task.error.message }
				</Notice>
			) }
			<Action variant="primary" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled onClick={ () => void replay() }>
				{ __( 'Replay', 'slotbridge' ) }
			</Action>
		</>
	);
}
