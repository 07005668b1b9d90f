/** The question of a site whose address has changed: is it the live site, or a copy? Nothing is sent before it is answered. */
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { answerSiteAddress } from '../../api/status.ts';
import type { SiteAddress } from '../../api/types.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';

/** What WordPress has printed above every page until this is answered. */
const NOTICE = 'slotbridge-address-notice';

type Answer = 'live' | 'copy';

const words: Record<Answer, { button: string; title: string; consequence: string; done: string }> = {
	live: {
		button: __( 'This is the live site', 'slotbridge' ),
		title: __( 'Has the live site moved here?', 'slotbridge' ),
		consequence: __( 'The bridge learns the new address and everything that waited is sent to HighLevel. A site that still runs at the old address can send nothing any more after a day.', 'slotbridge' ),
		done: __( 'The bridge knows the new address. What waited is being sent.', 'slotbridge' ),
	},
	copy: {
		button: __( 'This is a copy', 'slotbridge' ),
		title: __( 'Is this a copy, for instance for trying things out?', 'slotbridge' ),
		consequence: __( 'This copy forgets the pairing, here alone. The original, its bridge and its HighLevel go on untouched. You can pair this copy anew, with a HighLevel location of its own.', 'slotbridge' ),
		done: __( 'This copy is no longer paired. The original was not touched.', 'slotbridge' ),
	},
};

export function SiteAddressCard( { siteAddress, reload }: { siteAddress: SiteAddress; reload: () => Promise<void> } ) {
	const [ answer, setAnswer ] = useState<Answer | null>( null );
	const task = useTask();
	const notify = useNotify();
	const confirm = async ( given: Answer ): Promise<void> => {
		let warning: string | null | undefined;
		const isDone = await task.run( async () => {
			( { warning } = await answerSiteAddress( given ) );
			await reload();
		} );
		if ( isDone ) {
			document.getElementById( NOTICE )?.remove();
			setAnswer( null );
			notify( warning ?? words[ given ].done );
		}
	};
	const ask = ( asked: Answer ): void => {
		task.clear();
		setAnswer( asked );
	};
	return (
		<Card
			title={ __( 'Is this the live site, or a copy of it?', 'slotbridge' ) }
			description={ sprintf(
				/* translators: 1: address where the site was paired, 2: address that it has now. */
				__( 'SlotBridge was connected at %1$s, but this site is now at %2$s. A copy must not change the HighLevel of the original, so nothing is sent until you say which it is. Changes are kept and wait.', 'slotbridge' ),
				siteAddress.pairedAddress ?? '',
				siteAddress.address
			) }
			aside={ <Badge tone="bad">{ __( 'Sending has stopped', 'slotbridge' ) }</Badge> }
		>
			<div className="slotbridge-actions">
				<Action variant="primary" onClick={ () => ask( 'live' ) }>
					{ words.live.button }
				</Action>
				<Action variant="secondary" onClick={ () => ask( 'copy' ) }>
					{ words.copy.button }
				</Action>
			</div>
			{ answer && (
				<ConfirmDialog
					title={ words[ answer ].title }
					confirmLabel={ words[ answer ].button }
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void confirm( answer ) }
					onCancel={ () => setAnswer( null ) }
				>
					<p>{ words[ answer ].consequence }</p>
				</ConfirmDialog>
			) }
		</Card>
	);
}
