/** Short messages at the corner of the screen after something went well; also read out. */
import { SnackbarList } from '@wordpress/components';
import { createContext, useCallback, useContext, useState } from '@wordpress/element';
import type { ReactNode } from 'react';

interface Message {
	id: string;
	content: string;
}

const NotifyContext = createContext<( words: string ) => void>( () => undefined );

let next = 0;

export function NoticesProvider( { children }: { children: ReactNode } ) {
	const [ messages, setMessages ] = useState<Message[]>( [] );
	const notify = useCallback( ( content: string ) => {
		next += 1;
		setMessages( ( before ) => [ ...before.slice( -2 ), { id: `slotbridge-${ next }`, content } ] );
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
export const useNotify = (): ( ( words: string ) => void ) => useContext( NotifyContext );
