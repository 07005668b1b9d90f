/** Entry of the calendar's editing screen: mounts the editor where PHP left room for it. */
import { createRoot } from '@wordpress/element';
import { CalendarEditor } from './screens/calendar-editor/CalendarEditor.tsx';
import './styles/calendar-editor.scss';

const room = document.getElementById( 'slotbridge-calendar-editor' );
if ( room ) {
	room.classList.add( 'slotbridge' );
	createRoot( room ).render( <CalendarEditor postId={ Number( room.dataset.post ?? 0 ) } /> );
}
