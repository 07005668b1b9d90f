/** Status, saving, revisions and the trash. */
import { RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { trashCalendar } from '../../api/calendars.ts';
import type { CalendarSnapshot } from '../../api/types.ts';
import { boot } from '../../shared/boot.ts';
import { Card } from '../../shared/Card.tsx';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action } from '../../shared/controls.tsx';
import { useTask } from '../../shared/use-task.ts';
import type { CalendarDraft } from './use-calendar-draft.ts';

interface SavePanelProps {
	calendar: CalendarDraft;
	onSaveAs: ( status: CalendarSnapshot[ 'status' ] ) => void;
	onLeave: () => void;
}

export function SavePanel( { calendar, onSaveAs, onLeave }: SavePanelProps ) {
	const { draft, change, isBusy, isDirty, saved } = calendar;
	return (
		<Card title={ __( 'Save', 'slotbridge' ) }>
			<RadioControl
				label={ __( 'Status', 'slotbridge' ) }
				selected={ draft.status }
				options={ [
					{ value: 'active', label: __( 'Active', 'slotbridge' ), description: __( 'Can be booked.', 'slotbridge' ) },
					{ value: 'draft', label: __( 'Draft', 'slotbridge' ), description: __( 'Switched off in HighLevel, nothing is deleted.', 'slotbridge' ) },
				] }
				onChange={ ( status ) => change( 'status', { ...draft, status: status as CalendarSnapshot[ 'status' ] } ) }
			/>
			<div className="slotbridge-actions">
				<Action variant="primary" type="submit" isBusy={ isBusy } disabled={ isBusy } accessibleWhenDisabled>
					{ isBusy ? __( 'Saving…', 'slotbridge' ) : __( 'Save', 'slotbridge' ) }
				</Action>
				{ draft.status === 'active' && (
					<Action variant="secondary" disabled={ isBusy } accessibleWhenDisabled onClick={ () => onSaveAs( 'draft' ) }>
						{ __( 'Save as draft', 'slotbridge' ) }
					</Action>
				) }
			</div>
			<p className="slotbridge-muted" role="status">
				{ isDirty ? __( 'Unsaved changes. Ctrl+S saves.', 'slotbridge' ) : saved ? __( 'Everything is saved.', 'slotbridge' ) : '' }
			</p>
			{ saved && (
				<div className="slotbridge-actions slotbridge-actions--apart">
					<RevisionsLink calendar={ calendar } />
					<TrashButton id={ saved.id } onLeave={ onLeave } />
				</div>
			) }
		</Card>
	);
}

function RevisionsLink( { calendar: { saved } }: { calendar: CalendarDraft } ) {
	const latest = saved?._links?.[ 'predecessor-version' ]?.[ 0 ]?.id;
	const count = saved?._links?.[ 'version-history' ]?.[ 0 ]?.count ?? 0;
	if ( ! latest ) {
		return null;
	}
	/* translators: %d: number of revisions. */
	return <a href={ `${ boot.adminUrl }revision.php?revision=${ latest }` }>{ sprintf( _n( 'View %d revision', 'View %d revisions', count, 'slotbridge' ), count ) }</a>;
}

function TrashButton( { id, onLeave }: { id: number; onLeave: () => void } ) {
	const [ isAsked, setAsked ] = useState( false );
	const task = useTask();
	const trash = async (): Promise<void> => {
		const isDone = await task.run( async () => {
			await trashCalendar( id );
		} );
		if ( isDone ) {
			onLeave();
			// After the render that lifts the guard; WordPress's list then offers to undo.
			window.setTimeout( () => window.location.assign( `${ boot.calendarsUrl }&trashed=1&ids=${ id }` ) );
		}
	};
	return (
		<>
			<Action variant="link" isDestructive onClick={ () => setAsked( true ) }>
				{ __( 'Move to trash', 'slotbridge' ) }
			</Action>
			{ isAsked && (
				<ConfirmDialog
					title={ __( 'Move this calendar to the trash?', 'slotbridge' ) }
					confirmLabel={ __( 'Move to trash', 'slotbridge' ) }
					isDestructive
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onConfirm={ () => void trash() }
					onCancel={ () => setAsked( false ) }
				>
					<p>{ __( 'In HighLevel it is switched off or deleted, as chosen under Mappings. You can restore it from the trash here.', 'slotbridge' ) }</p>
				</ConfirmDialog>
			) }
		</>
	);
}
