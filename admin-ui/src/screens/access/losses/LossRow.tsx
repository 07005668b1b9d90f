/** One member and one calendar: why access was lost, the bookings, and what can be decided. */
import { __, sprintf } from '@wordpress/i18n';
import type { Decision, Loss } from '../../../api/losses.ts';
import { Badge } from '../../../shared/Badge.tsx';
import { Action, CheckboxField } from '../../../shared/controls.tsx';
import { siteTime } from '../../../shared/site-time.ts';
import { When } from '../../../shared/When.tsx';
import { bookingWords, stateWords } from './loss-words.ts';

interface LossRowProps {
	loss: Loss;
	isChosen: boolean;
	onChoose: ( on: boolean ) => void;
	onAsk: ( decision: Decision ) => void;
}

export function LossRow( { loss, isChosen, onChoose, onAsk }: LossRowProps ) {
	const { tone, words } = stateWords( loss.state );
	/* translators: 1: name of a member, 2: name of a calendar. */
	const label = sprintf( __( '%1$s, %2$s', 'slotbridge' ), loss.member.name, loss.calendar.name );
	return (
		<li className="slotbridge-loss">
			<div className="slotbridge-loss__head">
				<CheckboxField label={ label } checked={ isChosen } onChange={ onChoose } />
				<Badge tone={ tone }>{ words }</Badge>
				{ loss.dueAt && (
					<span className="slotbridge-muted">
						{ __( 'Grace ends', 'slotbridge' ) } <When at={ loss.dueAt } />
					</span>
				) }
			</div>
			<p>
				{ loss.reason } <span className="slotbridge-muted">(<When at={ loss.lostAt } />)</span>
			</p>
			{ loss.note && <p role="status">{ loss.note }</p> }
			<ul className="slotbridge-loss__bookings" aria-label={ sprintf( /* translators: %s: member and calendar. */ __( 'Bookings of %s', 'slotbridge' ), label ) }>
				{ loss.bookings.map( ( booking ) => (
					<li key={ booking.id }>
						<time dateTime={ booking.startTime }>{ siteTime( booking.startTime ) }</time>: { bookingWords( booking.state ) }
						{ booking.reason && <span className="slotbridge-field-error">{ booking.reason }</span> }
					</li>
				) ) }
			</ul>
			{ loss.decidedBy && (
				<p className="slotbridge-muted">
					{ sprintf( /* translators: %s: name of a person. */ __( 'Decided by %s', 'slotbridge' ), loss.decidedBy ) } (<When at={ loss.changedAt } />)
				</p>
			) }
			<div className="slotbridge-actions">
				{ loss.canKeep && (
					<Action variant="secondary" size="compact" aria-label={ sprintf( /* translators: %s: member and calendar. */ __( 'Keep bookings: %s', 'slotbridge' ), label ) } onClick={ () => onAsk( 'keep' ) }>
						{ __( 'Keep bookings', 'slotbridge' ) }
					</Action>
				) }
				{ loss.canCancel && (
					<Action variant="secondary" size="compact" isDestructive aria-label={ sprintf( /* translators: %s: member and calendar. */ __( 'Cancel bookings: %s', 'slotbridge' ), label ) } onClick={ () => onAsk( 'cancel' ) }>
						{ __( 'Cancel bookings', 'slotbridge' ) }
					</Action>
				) }
				{ loss.canUndo && (
					<Action variant="secondary" size="compact" aria-label={ sprintf( /* translators: %s: member and calendar. */ __( 'Undo the cancellation: %s', 'slotbridge' ), label ) } onClick={ () => onAsk( 'undo' ) }>
						{ __( 'Undo', 'slotbridge' ) }
					</Action>
				) }
			</div>
		</li>
	);
}
