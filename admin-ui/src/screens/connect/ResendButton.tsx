/** Sends every calendar and group once more, after a question. */
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { readForecast, resendEverything } from '../../api/status.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { useTask } from '../../shared/use-task.ts';
import { forecastWords } from './forecast-words.ts';

function resentWords( { recorded, skipped }: { recorded: number; skipped: number } ): string {
	const sent =
		recorded === 0
			? __( 'There is nothing to send.', 'slotbridge' )
			: /* translators: %d: number of calendars and groups. */
			  sprintf( _n( '%d is queued. Activity shows how it arrives.', '%d are queued. Activity shows how they arrive.', recorded, 'slotbridge' ), recorded );
	/* translators: %d: number of calendars and groups. */
	const left = sprintf( _n( '%d was left out: it needs a field put right first.', '%d were left out: they need a field put right first.', skipped, 'slotbridge' ), skipped );
	return skipped > 0 ? `${ sent } ${ left }` : sent;
}

export function ResendButton( { onDone }: { onDone: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	// Asked for only when the question is; without a forecast the question stands by itself.
	const { data: forecast } = useResource( isAsked ? readForecast : null );
	const task = useTask();
	const notify = useNotify();
	const confirm = async (): Promise<void> => {
		let result = { recorded: 0, skipped: 0 };
		const isDone = await task.run( async () => {
			result = await resendEverything();
			await onDone();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( resentWords( result ) );
		}
	};
	return (
		<>
			<Action variant="secondary" onClick={ () => setAsked( true ) }>
				{ __( 'Send everything again', 'slotbridge' ) }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ __( 'Send everything again?', 'slotbridge' ) }
					confirmLabel={ __( 'Send everything', 'slotbridge' ) }
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void confirm() }
					onCancel={ () => setAsked( false ) }
				>
					{ forecast && <p>{ forecastWords( forecast ) }</p> }
					<p>{ __( 'Every calendar and group of this site is compared with HighLevel and brought in line. What you set only in HighLevel stays. With many calendars this takes some minutes.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
