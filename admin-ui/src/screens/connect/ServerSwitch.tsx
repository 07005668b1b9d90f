/** Sends a location's changes to the bridge's sandbox instead of HighLevel, or back, after a question that says what that does. */
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { changeConnection, forecastSwitch } from '../../api/connections.ts';
import type { Affected, Connection } from '../../api/types.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { useTask } from '../../shared/use-task.ts';
import { problemsOf } from './refused-test.ts';
import { forecastWords, switchedWords } from './switch-words.ts';

export function ServerSwitch( { connection, reload }: { connection: Connection; reload: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	const toSandbox = connection.server === 'live';
	const words = toSandbox ? __( 'Switch to sandbox', 'slotbridge' ) : __( 'Switch to live', 'slotbridge' );
	const load = useCallback( ( signal: AbortSignal ) => forecastSwitch( connection.id, signal ), [ connection.id ] );
	// Without a forecast, as of an older bridge, the question stands by itself.
	const { data: forecast } = useResource( isAsked ? load : null );
	const confirm = async (): Promise<void> => {
		let sends: Affected | undefined;
		const isDone = await task.run( async () => {
			sends = ( await changeConnection( connection.id, { server: toSandbox ? 'sandbox' : 'live' } ) ).switched?.sends;
			await reload();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( switchedWords( toSandbox ? 'sandbox' : 'live', sends ) );
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
							? __( 'From then on all changes of this location, those that wait as well, go to the bridge’s sandbox. HighLevel itself keeps what it has, as it is, and gets nothing more until you switch back.', 'slotbridge' )
							: __( 'From then on all changes of this location, those that wait as well, go to HighLevel itself, where customers see them.', 'slotbridge' ) }
					</p>
					{ forecast && forecast.server !== connection.server && <p>{ forecastWords( forecast ) }</p> }
					<p>{ __( 'Each side keeps its own calendars and groups. When you switch back, all of them are linked there as they were, and what you changed meanwhile is sent.', 'slotbridge' ) }</p>
					<p>{ __( 'The stored token is tested there first, and what is being sent at this moment ends where it began. If the token is refused, nothing is switched. A next token is taken out.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
