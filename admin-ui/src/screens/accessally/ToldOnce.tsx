/** A secret or an address with a key that was made just now: seen here once, and nowhere again. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { InboundTold } from '../../api/inbound.ts';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { Action } from '../../shared/controls.tsx';

export function ToldOnce( { told, onStored }: { told: InboundTold; onStored: () => void } ) {
	const { secret, addressWithKey } = told;
	const text = secret ?? addressWithKey ?? '';
	const what = secret ? __( 'the secret', 'slotbridge' ) : __( 'the address with its key', 'slotbridge' );
	const words = secret
		? __( 'With this secret the other system signs what it sends. Copy it there now: it is not shown again.', 'slotbridge' )
		: __( 'This is the address with its key. Copy it to the other system now: it is not shown again.', 'slotbridge' );
	return (
		<Notice status="info" isDismissible={ false } spokenMessage={ words }>
			<p>{ words }</p>
			<p>
				<code className="slotbridge-alert-secret" dir="ltr">{ text }</code>
			</p>
			<div className="slotbridge-actions">
				<CopyButton text={ text } what={ what } label={ __( 'Copy', 'slotbridge' ) } />
				<Action variant="tertiary" onClick={ onStored }>
					{ __( 'I have stored it', 'slotbridge' ) }
				</Action>
			</div>
		</Notice>
	);
}
