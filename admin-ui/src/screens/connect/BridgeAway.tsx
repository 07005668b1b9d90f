/** The bridge is paired but does not answer: what that means, and what to check. */
import { Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Status } from '../../api/types.ts';
import { Action } from '../../shared/controls.tsx';
import { useTask } from '../../shared/use-task.ts';
import { UnpairButton } from './UnpairButton.tsx';

export function BridgeAway( { status, reload }: { status: Status; reload: () => Promise<void> } ) {
	const task = useTask();
	const hasAnswered = status.bridge?.reachable === true;
	return (
		<Notice status="error" isDismissible={ false } className="slotbridge-notice">
			<p>
				<strong>
					{ hasAnswered
						? /* translators: %s: address of the bridge. */
						  sprintf( __( 'The bridge at %s refuses this site.', 'slotbridge' ), status.pairing.bridgeUrl ?? '' )
						: /* translators: %s: address of the bridge. */
						  sprintf( __( 'The bridge at %s does not answer.', 'slotbridge' ), status.pairing.bridgeUrl ?? '' ) }
				</strong>
			</p>
			{ status.bridge?.error && <p>{ status.bridge.error.message }</p> }
			<p>
				{ __( 'Nothing is lost: changes wait in WordPress and are sent as soon as the bridge takes them again.', 'slotbridge' ) }{ ' ' }
				{ hasAnswered
					? __( 'If the bridge was set up anew, unpair it here and pair again with the code that it prints.', 'slotbridge' )
					: __( 'Check that it is running, and that this site’s server can reach it.', 'slotbridge' ) }
			</p>
			<div className="slotbridge-actions">
				<Action variant="secondary" isBusy={ task.isBusy } onClick={ () => void task.run( reload ) }>
					{ __( 'Try again', 'slotbridge' ) }
				</Action>
				<UnpairButton onDone={ reload } />
			</div>
		</Notice>
	);
}
