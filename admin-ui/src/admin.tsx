/** Entry of the SlotBridge page: mounts the app where PHP left room for it. */
import { createRoot } from '@wordpress/element';
import { App } from './app/App.tsx';
import './styles/admin.scss';

const room = document.getElementById( 'slotbridge-admin' );
if ( room ) {
	room.classList.add( 'slotbridge' );
	createRoot( room ).render( <App /> );
}
