/** Form and side panel, and what saving means: messages at the fields, the edit address, the live state. */
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Form } from '../../fields/Form.tsx';
import { boot, calendarUrl } from '../../shared/boot.ts';
import { useNotify } from '../../shared/notices.tsx';
import { useSaveShortcut } from '../../shared/use-save-shortcut.ts';
import { useUnloadGuard } from '../../shared/use-unload-guard.ts';
import { calendarSections } from './calendar-fields.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { SavePanel } from './SavePanel.tsx';
import { SyncPanel } from './SyncPanel.tsx';
import { useCalendarDraft, type useLoadedCalendar } from './use-calendar-draft.ts';
import { useHosts } from './use-hosts.ts';
import { VisibleUntilCard } from './VisibleUntilCard.tsx';
import { useSync } from './use-sync.ts';

interface EditorFormProps {
	loaded: NonNullable<ReturnType<typeof useLoadedCalendar>[ 'data' ]>;
	shellId: number;
}

export function EditorForm( { loaded, shellId }: EditorFormProps ) {
	const calendar = useCalendarDraft( loaded, shellId );
	const { saved, draft, isDirty } = calendar;
	const [ isLeaving, setLeaving ] = useState( false );
	const [ sections ] = useState( calendarSections );
	const hosts = useHosts();
	const sync = useSync( saved?.id ?? 0 );
	const notify = useNotify();
	const isLinked = Boolean( sync.sync?.highLevelId ?? saved?.slotbridge_state?.link?.highLevelId );
	useUnloadGuard( isDirty && ! isLeaving );

	const title = saved ? __( 'Edit calendar', 'slotbridge' ) : __( 'Add calendar', 'slotbridge' );
	useEffect( () => {
		document.title = `${ title }${ saved?.slotbridge ? ` “${ saved.slotbridge.name }”` : '' } ‹ WordPress`;
	}, [ title, saved ] );

	const save = async ( status = draft.status ): Promise<void> => {
		const isFirst = saved === null;
		const post = await calendar.save( status );
		if ( post === null ) {
			return;
		}
		if ( isFirst ) {
			window.history.replaceState( null, '', calendarUrl( post.id ) );
		}
		notify( post.status === 'publish' ? __( 'Calendar saved.', 'slotbridge' ) : __( 'Calendar saved as draft.', 'slotbridge' ) );
		sync.watch();
	};
	useSaveShortcut( () => void save() );

	return (
		<>
			<div className="slotbridge-editor__head">
				<div>
					<p className="slotbridge-back">
						<a href={ boot.calendarsUrl }>{ __( 'All calendars', 'slotbridge' ) }</a>
					</p>
					<h1>{ title }</h1>
				</div>
			</div>
			<ErrorSummary error={ calendar.error } errors={ calendar.errors } sections={ sections } />
			<form
				className="slotbridge-columns slotbridge-editor"
				noValidate
				onSubmit={ ( event ) => {
					event.preventDefault();
					void save();
				} }
			>
				<div>
					<Form sections={ sections } draft={ draft } onChange={ calendar.change } errors={ calendar.errors } context={ { reference: loaded.reference, hosts, isLinked } } />
				</div>
				<aside className="slotbridge-editor__side" aria-label={ __( 'Save and state', 'slotbridge' ) }>
					<SavePanel calendar={ calendar } onSaveAs={ ( status ) => void save( status ) } onLeave={ () => setLeaving( true ) } />
					<SyncPanel { ...sync } isNew={ saved === null } />
					{ saved && <VisibleUntilCard key={ saved.id } post={ saved } /> }
				</aside>
			</form>
		</>
	);
}
