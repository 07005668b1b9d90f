/** Pauses everything of this site, or one kind of change, after a question that says what waits; and lets it go on. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { setPause } from '../../api/pauses.ts';
import type { Pauses, Workflow } from '../../api/types.ts';
import { boot } from '../../shared/boot.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';

/** The same words as the bridge's, to be translated here. */
const workflowWords: Record<Workflow, string> = {
	'calendar.send': __( 'Sending calendars to HighLevel', 'slotbridge' ),
	'calendar.retire': __( 'Taking calendars out of HighLevel', 'slotbridge' ),
	'calendar-group.send': __( 'Sending calendar groups to HighLevel', 'slotbridge' ),
	'calendar-group.retire': __( 'Taking calendar groups out of HighLevel', 'slotbridge' ),
	'booking.change': __( 'Cancelling and restoring bookings', 'slotbridge' ),
};

export function PauseControl( { pauses, reload }: { pauses: Pauses; reload: () => Promise<void> } ) {
	const [ isAsked, setAsked ] = useState( false );
	// Open when the page is opened on a paused one; it must not close under the hand that resumes it.
	const [ startsOpen ] = useState( () => pauses.workflows.some( ( { pausedAt } ) => pausedAt !== null ) );
	const task = useTask();
	const notify = useNotify();
	const change = async ( scope: 'site' | Workflow, paused: boolean ): Promise<void> => {
		const isDone = await task.run( async () => {
			await setPause( scope, paused );
			await reload();
		} );
		if ( isDone ) {
			setAsked( false );
			notify( paused ? __( 'Paused. Changes wait until you resume.', 'slotbridge' ) : __( 'Resumed. What was waiting is being sent.', 'slotbridge' ) );
		}
	};
	if ( ! boot.capabilities.manage ) {
		return <PausedNotice pauses={ pauses } />;
	}
	return (
		<>
			<PausedNotice pauses={ pauses } />
			{ task.error && ! isAsked && (
				<Notice status="error" isDismissible={ false }>
					{ task.error.message }
				</Notice>
			) }
			<div className="slotbridge-actions">
				<Action variant="secondary" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled onClick={ () => ( pauses.site.pausedAt === null ? setAsked( true ) : void change( 'site', false ) ) }>
					{ pauses.site.pausedAt === null ? __( 'Pause this site', 'slotbridge' ) : __( 'Resume this site', 'slotbridge' ) }
				</Action>
			</div>
			<details className="slotbridge-disclosure" open={ startsOpen }>
				<summary>{ __( 'Pause one kind of change', 'slotbridge' ) }</summary>
				<ul>
					{ pauses.workflows.map( ( { workflow, pausedAt } ) => (
						<li key={ workflow } className="slotbridge-actions">
							<span>{ workflowWords[ workflow ] }</span>
							<Action
								variant="tertiary"
								disabled={ task.isBusy }
								accessibleWhenDisabled
								aria-label={ `${ pausedAt === null ? __( 'Pause', 'slotbridge' ) : __( 'Resume', 'slotbridge' ) }: ${ workflowWords[ workflow ] }` }
								onClick={ () => void change( workflow, pausedAt === null ) }
							>
								{ pausedAt === null ? __( 'Pause', 'slotbridge' ) : __( 'Resume', 'slotbridge' ) }
							</Action>
							{ pausedAt !== null && (
								<span className="slotbridge-muted">
									{ __( 'Paused since', 'slotbridge' ) } <When at={ pausedAt } />
								</span>
							) }
						</li>
					) ) }
				</ul>
			</details>
			{ isAsked && (
				<ConfirmDialog
					title={ __( 'Pause this site?', 'slotbridge' ) }
					confirmLabel={ __( 'Pause', 'slotbridge' ) }
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void change( 'site', true ) }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'Nothing more is sent to HighLevel from this site until you resume. What is being sent at this moment is finished.', 'slotbridge' ) }</p>
					<p>{ __( 'Changes you make in WordPress meanwhile are kept, in their order, and Activity shows them as waiting. Calendars in HighLevel stay as they are and can be booked.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}

function PausedNotice( { pauses: { site } }: { pauses: Pauses } ) {
	return site.pausedAt === null ? null : (
		<Notice status="warning" isDismissible={ false }>
			{ __( 'This site is paused: changes are collected and nothing is sent to HighLevel until you resume. Paused since', 'slotbridge' ) } <When at={ site.pausedAt } />
		</Notice>
	);
}
