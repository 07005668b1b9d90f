/** Until when the site shows the calendar: saved by itself, since HighLevel is not told and no revision keeps it. */
import { date } from '@wordpress/date';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { saveVisibleUntil } from '../../api/calendars.ts';
import type { CalendarPost } from '../../api/types.ts';
import { boot } from '../../shared/boot.ts';
import { Card } from '../../shared/Card.tsx';
import { Action, TextField } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';

/** As a date field writes it, in the site's time zone. */
const toField = ( iso: string | null | undefined ): string => ( iso ? date( 'Y-m-d\\TH:i', iso, undefined ) : '' );

export function VisibleUntilCard( { post }: { post: CalendarPost } ) {
	const [ stored, setStored ] = useState( () => toField( post.slotbridge_visible_until ) );
	const [ until, setUntil ] = useState( stored );
	const task = useTask();
	const notify = useNotify();
	const save = async (): Promise<void> => {
		const isDone = await task.run( async () => {
			const answer = await saveVisibleUntil( post.id, until );
			setStored( toField( answer.slotbridge_visible_until ) );
		} );
		if ( isDone ) {
			notify( until === '' ? __( 'The calendar is shown without an end.', 'slotbridge' ) : __( 'The end is saved.', 'slotbridge' ) );
		}
	};
	return (
		<Card title={ __( 'On your site', 'slotbridge' ) }>
			<TextField
				type="datetime-local"
				label={ __( 'Visible until', 'slotbridge' ) }
				value={ until }
				onChange={ setUntil }
				error={ task.error?.message }
				help={ sprintf( /* translators: %s: name of a time zone. */ __( 'From then on nobody sees it on your site (time zone: %s). Empty: without an end.', 'slotbridge' ), boot.siteTimeZone ) }
			/>
			<div className="slotbridge-actions">
				<Action variant="secondary" isBusy={ task.isBusy } disabled={ until === stored || task.isBusy } accessibleWhenDisabled onClick={ () => void save() }>
					{ __( 'Save the end', 'slotbridge' ) }
				</Action>
				<a href={ `${ boot.pageUrl }&screen=access` }>{ __( 'Check who sees it', 'slotbridge' ) }</a>
			</div>
		</Card>
	);
}
