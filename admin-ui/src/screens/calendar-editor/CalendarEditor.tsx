/** The screen for one calendar: loads it, then shows the form with its side panel. */
import { __ } from '@wordpress/i18n';
import { NoticesProvider } from '../../shared/notices.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { EditorForm } from './EditorForm.tsx';
import { useLoadedCalendar } from './use-calendar-draft.ts';

export function CalendarEditor( { postId }: { postId: number } ) {
	const { data, error, isLoading, reload } = useLoadedCalendar( postId );
	if ( data ) {
		return (
			<NoticesProvider>
				<EditorForm loaded={ data } shellId={ postId } />
			</NoticesProvider>
		);
	}
	return (
		<>
			<h1>{ __( 'Calendar', 'slotbridge' ) }</h1>
			{ error ? (
				<Failed title={ __( 'The calendar could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
			) : (
				<Loading words={ __( 'Loading the calendar…', 'slotbridge' ) } lines={ 8 } />
			) }
		</>
	);
}
