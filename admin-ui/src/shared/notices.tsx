/** Short messages at the corner of the screen after something went well; also read out. One may offer to take it back. */
import { SnackbarList } from '@wordpress/components';
import { createContext, useCallback, useContext, useState } from '@wordpress/element';
import type { ReactNode } from 'react';

export interface NoticeAction {
	label: string;
	onClick: () => void;
}

interface Message {
	id: string;
	content: string;
	actions?: NoticeAction[];
}

type Notify = ( words: string, action?: NoticeAction ) => void;

const NotifyContext = createContext<Notify>( () => undefined );

let next = 0;

export function NoticesProvider( { children }: { children: ReactNode } ) {
	const [ messages, setMessages ] = useState<Message[]>( [] );
	const notify = useCallback<Notify>( ( content, action ) => {
		next += 1;
		setMessages( ( before ) => [ ...before.slice( -2 ), { id: `slotbridge-${ next }`, content, actions: action && [ action ] } ] );
	}, [] );
	const remove = useCallback( ( id: string ) => setMessages( ( before ) => before.filter( ( message ) => message.id !== id ) ), [] );
	return (
		<NotifyContext.Provider value={ notify }>
			{ children }
			<div className="slotbridge-snackbars">
				<SnackbarList notices={ messages } onRemove={ remove } />
			</div>
		</NotifyContext.Provider>
	);
}

/** Shows a message; the snackbar announces it politely by itself. */
export const useNotify = (): Notify => useContext( NotifyContext );
