/** Replays failed events: those that were ticked, or all of them after a question. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { replayAllDead, replayEvents } from '../../api/activity.ts';
import { boot } from '../../shared/boot.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { replayedWords } from './replayed-words.ts';

interface ReplayBarProps {
	selected: string[];
	/** How many events have failed in all. */
	dead: number;
	onDone: () => Promise<void>;
}

export function ReplayBar( { selected, dead, onDone }: ReplayBarProps ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	if ( dead === 0 || ! boot.capabilities.manage ) {
		return null;
	}
	const replay = async ( ask: () => Promise<{ replayed: number }> ): Promise<void> => {
		let replayed = 0;
		const isDone = await task.run( async () => {
			( { replayed } = await ask() );
			await onDone();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( replayedWords( replayed ) );
		}
	};
	return (
		<div className="slotbridge-replay">
			<span>{ sprintf( /* translators: %d: number of events. */ _n( '%d event has failed.', '%d events have failed.', dead, 'slotbridge' ), dead ) }</span>
			{ selected.length > 0 && (
				<Action variant="primary" size="compact" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled onClick={ () => void replay( () => replayEvents( selected ) ) }>
					{ sprintf( /* translators: %d: number of events. */ _n( 'Replay %d selected', 'Replay %d selected', selected.length, 'slotbridge' ), selected.length ) }
				</Action>
			) }
			<Action variant="secondary" size="compact" onClick={ () => setAsked( true ) }>
				{ __( 'Replay all failed', 'slotbridge' ) }
			</Action>
			{ task.error && ! isAsked && (
				<Notice status="error" isDismissible={ false }>
					{ task.error.message }
				</Notice>
			) }
			{ isAsked && (
				<ConfirmDialog
					title={ sprintf( /* translators: %d: number of events. */ _n( 'Replay %d failed event?', 'Replay all %d failed events?', dead, 'slotbridge' ), dead ) }
					confirmLabel={ __( 'Replay', 'slotbridge' ) }
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void replay( replayAllDead ) }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'They go through the queue again. Where a newer change of the same calendar was delivered meanwhile, the old one is not applied over it.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</div>
	);
}
