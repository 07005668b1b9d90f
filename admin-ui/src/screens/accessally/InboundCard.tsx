/** One inbound address: what to give to the other system, and what can be changed about it. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { forbidInboundKey, newInboundKey, newInboundSecret, removeInbound, type InboundAddress, type InboundTold } from '../../api/inbound.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { Action } from '../../shared/controls.tsx';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { Fact, Facts } from '../../shared/Facts.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';
import { AskInbound, type InboundQuestion } from './AskInbound.tsx';
import { RenameInbound } from './RenameInbound.tsx';
import { ToldOnce } from './ToldOnce.tsx';

interface InboundCardProps {
	address: InboundAddress;
	told?: InboundTold;
	onTold: ( told: InboundTold ) => void;
	onStored: () => void;
	reload: () => Promise<void>;
}

export function InboundCard( { address, told, onTold, onStored, reload }: InboundCardProps ) {
	const [ question, setQuestion ] = useState<InboundQuestion | null>( null );
	const task = useTask();
	const notify = useNotify();
	const work: Record<InboundQuestion, () => Promise<void>> = {
		secret: async () => onTold( await newInboundSecret( address.id ) ),
		key: async () => onTold( await newInboundKey( address.id ) ),
		forbid: () => forbidInboundKey( address.id ),
		remove: () => removeInbound( address.id ),
	};
	const confirm = async ( asked: InboundQuestion ): Promise<void> => {
		const isDone = await task.run( async () => {
			await work[ asked ]();
			await reload();
		} );
		if ( isDone ) {
			setQuestion( null );
			if ( asked === 'remove' || asked === 'forbid' ) {
				notify( asked === 'remove' ? __( 'The address is removed.', 'slotbridge' ) : __( 'Only signed messages come in now.', 'slotbridge' ) );
			}
		}
	};
	const ask = ( asked: InboundQuestion ) => () => {
		task.clear();
		setQuestion( asked );
	};
	return (
		<Card title={ address.name } aside={ address.allowsKey ? <Badge tone="warn">{ __( 'Key in the address', 'slotbridge' ) }</Badge> : <Badge tone="good">{ __( 'Signed only', 'slotbridge' ) }</Badge> }>
			{ ! address.secretReadable && (
				<Notice status="error" isDismissible={ false }>
					{ __( 'The security keys of this site have changed, so the secret can no longer be read and signed messages are refused. Make a new secret.', 'slotbridge' ) }
				</Notice>
			) }
			{ told && <ToldOnce told={ told } onStored={ onStored } /> }
			<p className="slotbridge-id">
				<code dir="ltr">{ address.address }</code>
				<CopyButton text={ address.address } what={ __( 'the address', 'slotbridge' ) } />
			</p>
			<Facts>
				<Fact label={ __( 'Last message', 'slotbridge' ) }>{ address.lastAt ? <When at={ address.lastAt } /> : __( 'None yet', 'slotbridge' ) }</Fact>
				<Fact label={ __( 'Added', 'slotbridge' ) }>
					<When at={ address.createdAt } />
				</Fact>
			</Facts>
			<div className="slotbridge-actions">
				<RenameInbound address={ address } reload={ reload } />
				<Action variant="secondary" onClick={ ask( 'secret' ) }>
					{ __( 'New secret', 'slotbridge' ) }
				</Action>
				<Action variant="tertiary" onClick={ ask( 'key' ) }>
					{ address.allowsKey ? __( 'New key', 'slotbridge' ) : __( 'Allow a key in the address', 'slotbridge' ) }
				</Action>
				{ address.allowsKey && (
					<Action variant="tertiary" onClick={ ask( 'forbid' ) }>
						{ __( 'Signed messages only', 'slotbridge' ) }
					</Action>
				) }
				<Action variant="tertiary" isDestructive onClick={ ask( 'remove' ) }>
					{ __( 'Remove', 'slotbridge' ) }
				</Action>
			</div>
			{ question && <AskInbound question={ question } address={ address } task={ task } onConfirm={ () => void confirm( question ) } onCancel={ () => setQuestion( null ) } /> }
		</Card>
	);
}
