/** Changes that have not left WordPress: why they wait, when they are tried again, and what the bridge refused. */
import { Notice } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { discardRefused, dispatchOutbox } from '../../api/status.ts';
import type { ActivityPage, OutboxItem } from '../../api/types.ts';
import { boot } from '../../shared/boot.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { Action } from '../../shared/controls.tsx';
import { dispatchedWords } from '../../shared/dispatched-words.ts';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';

export function OutboxPanel( { outbox, onChange }: { outbox: ActivityPage[ 'outbox' ]; onChange: () => Promise<void> } ) {
	const sending = useTask();
	const notify = useNotify();
	if ( outbox.items.length === 0 ) {
		return null;
	}
	const send = (): void =>
		void sending.run( async () => {
			notify( dispatchedWords( await dispatchOutbox() ) );
			await onChange();
		} );
	return (
		<Card
			className="slotbridge-outbox"
			title={ __( 'Still in WordPress', 'slotbridge' ) }
			description={ sprintf(
				/* translators: %d: number of changes. */
				_n( '%d change has not been handed to the bridge yet. Nothing is lost: it is sent by itself.', '%d changes have not been handed to the bridge yet. Nothing is lost: they are sent by themselves.', outbox.items.length, 'slotbridge' ),
				outbox.items.length
			) }
			aside={
				boot.capabilities.manage && (
					<Action variant="secondary" isBusy={ sending.isBusy } disabled={ sending.isBusy } accessibleWhenDisabled onClick={ send }>
						{ __( 'Send now', 'slotbridge' ) }
					</Action>
				)
			}
		>
			{ sending.error && (
				<Notice status="error" isDismissible={ false }>
					{ sending.error.message }
				</Notice>
			) }
			<ul className="slotbridge-outbox__list">
				{ outbox.items.map( ( item ) => (
					<OutboxRow key={ item.id } item={ item } onChange={ onChange } />
				) ) }
			</ul>
		</Card>
	);
}

function OutboxRow( { item, onChange }: { item: OutboxItem; onChange: () => Promise<void> } ) {
	const discarding = useTask();
	const notify = useNotify();
	const isRefused = item.state === 'refused';
	const discard = async (): Promise<void> => {
		const isDone = await discarding.run( async () => {
			await discardRefused( item.id );
			await onChange();
		} );
		if ( isDone ) {
			notify( __( 'The refused change was dropped.', 'slotbridge' ) );
		}
	};
	return (
		<li>
			<div>
				<strong>{ item.title }</strong>
				<span className="slotbridge-muted">
					{ item.createdAt && <When at={ item.createdAt } /> }
					{ ! isRefused && item.nextAttemptAt && (
						<>
							{ ' · ' }
							{ __( 'next try', 'slotbridge' ) } <When at={ item.nextAttemptAt } />
						</>
					) }
				</span>
				{ ( discarding.error?.message ?? item.reason ) && <span className="slotbridge-reason">{ discarding.error?.message ?? item.reason }</span> }
			</div>
			<Badge tone={ isRefused ? 'bad' : 'wait' }>{ isRefused ? __( 'Refused by the bridge', 'slotbridge' ) : __( 'Waiting', 'slotbridge' ) }</Badge>
			{ isRefused && boot.capabilities.manage && (
				<Action
					variant="tertiary"
					size="compact"
					isDestructive
					isBusy={ discarding.isBusy }
					aria-label={ sprintf( /* translators: %s: what happened. */ __( 'Drop: %s', 'slotbridge' ), item.title ) }
					onClick={ () => void discard() }
				>
					{ __( 'Drop', 'slotbridge' ) }
				</Action>
			) }
		</li>
	);
}
