/** Asks before something that cuts another system off, or lets one in without a signature. */
import { __, sprintf } from '@wordpress/i18n';
import type { InboundAddress } from '../../api/inbound.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import type { Task } from '../../shared/use-task.ts';

export type InboundQuestion = 'secret' | 'key' | 'forbid' | 'remove';

interface AskInboundProps {
	question: InboundQuestion;
	address: InboundAddress;
	task: Task;
	onConfirm: () => void;
	onCancel: () => void;
}

export function AskInbound( { question, address: { name, allowsKey }, task, onConfirm, onCancel }: AskInboundProps ) {
	const words: Record<InboundQuestion, [ title: string, verb: string, meaning: string ]> = {
		/* translators: %s: name of an inbound address. */
		secret: [ sprintf( __( 'Make a new secret for "%s"?', 'slotbridge' ), name ), __( 'Make a new secret', 'slotbridge' ), __( 'The old secret is worth nothing at once. Messages are refused until the other system has the new one.', 'slotbridge' ) ],
		key: [
			allowsKey
				? sprintf( /* translators: %s: name of an inbound address. */ __( 'Make a new key for "%s"?', 'slotbridge' ), name )
				: sprintf( /* translators: %s: name of an inbound address. */ __( 'Allow a key in the address of "%s"?', 'slotbridge' ), name ),
			allowsKey ? __( 'Make a new key', 'slotbridge' ) : __( 'Allow a key', 'slotbridge' ),
			allowsKey ? __( 'The old key is worth nothing at once.', 'slotbridge' ) : __( 'Whoever reads the whole address can then send messages in this system’s name; addresses end up in logs. Allow it only for a system that cannot sign.', 'slotbridge' ),
		],
		/* translators: %s: name of an inbound address. */
		forbid: [ sprintf( __( 'Take only signed messages at "%s"?', 'slotbridge' ), name ), __( 'Signed messages only', 'slotbridge' ), __( 'The key is worth nothing at once.', 'slotbridge' ) ],
		/* translators: %s: name of an inbound address. */
		remove: [ sprintf( __( 'Remove "%s"?', 'slotbridge' ), name ), __( 'Remove', 'slotbridge' ), __( 'The other system’s messages are refused from now on. Its number, secret and key do not come back; a new address has new ones.', 'slotbridge' ) ],
	};
	const [ title, verb, meaning ] = words[ question ];
	return (
		<ConfirmDialog title={ title } confirmLabel={ verb } isDestructive={ question === 'remove' } isBusy={ task.isBusy } error={ task.error?.message } onConfirm={ onConfirm } onCancel={ onCancel }>
			<p>{ meaning }</p>
		</ConfirmDialog>
	);
}
