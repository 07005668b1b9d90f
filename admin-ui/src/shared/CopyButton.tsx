/** Copies a text and says so, on screen and to screen readers. */
import { speak } from '@wordpress/a11y';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { check, copySmall } from '@wordpress/icons';
import { copyText } from './copy-text.ts';
import { Action } from './controls.tsx';

interface CopyButtonProps {
	text: string;
	/** What is copied, for the button's name: «Copy calendars.write». */
	what: string;
	/** Shows these words on the button; without them only the icon is seen. */
	label?: string;
}

export function CopyButton( { text, what, label }: CopyButtonProps ) {
	const [ isCopied, setCopied ] = useState( false );
	useEffect( () => {
		if ( isCopied ) {
			const timer = window.setTimeout( () => setCopied( false ), 2000 );
			return () => window.clearTimeout( timer );
		}
	}, [ isCopied ] );

	const copy = async (): Promise<void> => {
		const done = await copyText( text );
		setCopied( done );
		speak( done ? __( 'Copied.', 'slotbridge' ) : __( 'The browser did not allow copying.', 'slotbridge' ), 'assertive' );
	};
	/* translators: %s: what is copied, for instance the name of a scope. */
	const name = sprintf( __( 'Copy %s', 'slotbridge' ), what );
	return (
		<Action
			className="slotbridge-copy"
			variant={ label ? 'secondary' : 'tertiary' }
			size={ label ? 'compact' : 'small' }
			icon={ isCopied ? check : copySmall }
			label={ label ? undefined : name }
			aria-label={ name }
			onClick={ () => void copy() }
		>
			{ label && ( isCopied ? __( 'Copied', 'slotbridge' ) : label ) }
		</Action>
	);
}
