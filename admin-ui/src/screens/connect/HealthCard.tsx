/** Health at a glance: what waits in WordPress, what waits in the bridge, and whether answers find their way back. */
import { Notice } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { dispatchOutbox } from '../../api/status.ts';
import type { DispatchReport, Status } from '../../api/types.ts';
import { LinkTo } from '../../app/router.tsx';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { dispatchedWords } from '../../shared/dispatched-words.ts';
import { When } from '../../shared/When.tsx';
import { PauseControl } from './PauseControl.tsx';
import { judgeHealth, type Verdict } from './judge-health.ts';

const toneWords: Record<Verdict, ReactNode> = {
	good: <Badge tone="good">{ __( 'All is well', 'slotbridge' ) }</Badge>,
	warn: <Badge tone="warn">{ __( 'Worth a look', 'slotbridge' ) }</Badge>,
	bad: <Badge tone="bad">{ __( 'Needs attention', 'slotbridge' ) }</Badge>,
};

export function HealthCard( { status, reload }: { status: Status; reload: () => Promise<void> } ) {
	const { outbox, bridge } = status;
	const sending = useTask();
	const notify = useNotify();
	const sendNow = async (): Promise<void> => {
		let report: DispatchReport | null = null;
		const isDone = await sending.run( async () => {
			report = await dispatchOutbox();
			await reload();
		} );
		if ( isDone && report ) {
			notify( dispatchedWords( report ) );
		}
	};
	return (
		<Card title={ __( 'Health', 'slotbridge' ) } aside={ toneWords[ judgeHealth( status ) ] }>
			<div className="slotbridge-tiles">
				<Tile label={ __( 'Waiting in WordPress', 'slotbridge' ) } value={ outbox.pending }>
					{ outbox.oldestPendingAt ? (
						<>
							{ __( 'Oldest:', 'slotbridge' ) } <When at={ outbox.oldestPendingAt } />
						</>
					) : (
						__( 'Everything has been handed over.', 'slotbridge' )
					) }
				</Tile>
				<Tile label={ __( 'In the bridge’s queue', 'slotbridge' ) } value={ bridge?.queue ? bridge.queue.pending + bridge.queue.retrying + bridge.queue.waiting : '–' }>
					{ bridge?.queue && bridge.queue.retrying > 0
						? sprintf( /* translators: %d: number of changes. */ _n( '%d is being tried again.', '%d are being tried again.', bridge.queue.retrying, 'slotbridge' ), bridge.queue.retrying )
						: bridge?.queue?.oldestPendingAt && <When at={ bridge.queue.oldestPendingAt } /> }
				</Tile>
				<Tile label={ __( 'Failed', 'slotbridge' ) } value={ bridge?.queue?.dead ?? '–' }>
					{ ( bridge?.queue?.dead ?? 0 ) > 0 ? (
						<LinkTo to={ { screen: 'activity', params: { state: 'dead' } } }>{ __( 'See what failed and why', 'slotbridge' ) }</LinkTo>
					) : (
						__( 'Nothing to do.', 'slotbridge' )
					) }
				</Tile>
				<Tile label={ __( 'Last sent', 'slotbridge' ) } value={ outbox.lastSentAt ? <When at={ outbox.lastSentAt } /> : __( 'Never', 'slotbridge' ) }>
					{ bridge?.reachable === true && bridge.version ? `${ __( 'Bridge', 'slotbridge' ) } ${ bridge.version }` : null }
				</Tile>
			</div>
			{ bridge?.pauses && <PauseControl pauses={ bridge.pauses } reload={ reload } /> }
			<CallbackLine status={ status } />
			{ outbox.refused > 0 && (
				<Notice status="error" isDismissible={ false }>
					{ sprintf( /* translators: %d: number of changes. */ _n( 'The bridge refused %d change. Activity says why.', 'The bridge refused %d changes. Activity says why.', outbox.refused, 'slotbridge' ), outbox.refused ) }
				</Notice>
			) }
			{ ( sending.error ?? ( outbox.pending > 0 && outbox.lastError ) ) && (
				<Notice status="warning" isDismissible={ false }>
					{ sending.error?.message ?? outbox.lastError }
				</Notice>
			) }
			{ outbox.pending > 0 && (
				<div className="slotbridge-actions">
					<Action variant="secondary" isBusy={ sending.isBusy } disabled={ sending.isBusy } accessibleWhenDisabled onClick={ () => void sendNow() }>
						{ __( 'Send now', 'slotbridge' ) }
					</Action>
					{ outbox.nextAttemptAt && (
						<span className="slotbridge-muted">
							{ __( 'Next try by itself:', 'slotbridge' ) } <When at={ outbox.nextAttemptAt } />
						</span>
					) }
				</div>
			) }
		</Card>
	);
}

function Tile( { label, value, children }: { label: string; value: ReactNode; children?: ReactNode } ) {
	return (
		<div className="slotbridge-tile">
			<span className="slotbridge-tile__label">{ label }</span>
			<strong className="slotbridge-tile__value">{ value }</strong>
			<span className="slotbridge-tile__note">{ children }</span>
		</div>
	);
}

/** Whether the bridge can tell this site what became of a change. */
function CallbackLine( { status: { bridge } }: { status: Status } ) {
	if ( ! bridge?.callback ) {
		return null;
	}
	if ( bridge.callback.lastError ) {
		return (
			<Notice status="warning" isDismissible={ false }>
				{ __( 'The bridge cannot reach this site to report results. Sending still works; the state of a calendar is then fetched when you look at it.', 'slotbridge' ) } { bridge.callback.lastError }
			</Notice>
		);
	}
	return <p className="slotbridge-muted">{ __( 'The bridge can reach this site and reports results at once.', 'slotbridge' ) }</p>;
}
