/** The pairing with the bridge: address, age, a new secret, and the end of it. */
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { rotatePairingSecret } from '../../api/status.ts';
import type { Status } from '../../api/types.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { Fact, Facts } from '../../shared/Facts.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';
import { UnpairButton } from './UnpairButton.tsx';

export function BridgeCard( { status: { pairing, bridge }, reload }: { status: Status; reload: () => Promise<void> } ) {
	const isReachable = bridge?.reachable === true && ! bridge.error;
	const isInCode = pairing.secretSource === 'constant';
	return (
		<Card
			title={ __( 'Bridge', 'slotbridge' ) }
			aside={ isReachable ? <Badge tone="good">{ __( 'Reachable', 'slotbridge' ) }</Badge> : <Badge tone="bad">{ __( 'Not available', 'slotbridge' ) }</Badge> }
		>
			<Facts>
				<Fact label={ __( 'Address', 'slotbridge' ) }>
					<code dir="ltr">{ pairing.bridgeUrl }</code>
				</Fact>
				<Fact label={ __( 'Version', 'slotbridge' ) }>{ bridge?.version ?? '–' }</Fact>
				<Fact label={ __( 'Paired', 'slotbridge' ) }>{ pairing.pairedAt ? <When at={ pairing.pairedAt } /> : '–' }</Fact>
				<Fact label={ __( 'Shared secret', 'slotbridge' ) }>{ isInCode ? __( 'In wp-config.php', 'slotbridge' ) : __( 'Encrypted in the database', 'slotbridge' ) }</Fact>
			</Facts>
			<div className="slotbridge-actions">
				{ ! isInCode && <RotateButton onDone={ reload } /> }
				<UnpairButton onDone={ reload } />
			</div>
		</Card>
	);
}

function RotateButton( { onDone }: { onDone: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	const confirm = async (): Promise<void> => {
		const isDone = await task.run( async () => {
			await rotatePairingSecret();
			await onDone();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( __( 'Site and bridge use a new secret.', 'slotbridge' ) );
		}
	};
	return (
		<>
			<Action variant="secondary" onClick={ () => setAsked( true ) }>
				{ __( 'Change the shared secret', 'slotbridge' ) }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ __( 'Change the shared secret?', 'slotbridge' ) }
					confirmLabel={ __( 'Change it', 'slotbridge' ) }
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void confirm() }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'Site and bridge agree on a new secret at once; the old one works for 24 hours more, so that nothing under way is lost. Do this when somebody may have seen a backup of this site.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
