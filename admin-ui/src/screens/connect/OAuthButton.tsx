/** Sends the owner to HighLevel, where the app is allowed; HighLevel sends the browser back here. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { startOAuth } from '../../api/connections.ts';
import { Action } from '../../shared/controls.tsx';
import { useTask } from '../../shared/use-task.ts';

interface OAuthButtonProps {
	as: 'location' | 'agency';
	words: string;
	variant?: 'primary' | 'secondary' | 'tertiary';
}

export function OAuthButton( { as, words, variant = 'secondary' }: OAuthButtonProps ) {
	const task = useTask();
	const go = (): void =>
		void task.run( async () => {
			window.location.assign( ( await startOAuth( as ) ).url );
		} );
	return (
		<>
			<Action variant={ variant } isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled onClick={ go }>
				{ task.isBusy ? __( 'Going to HighLevel…', 'slotbridge' ) : words }
			</Action>
			{ task.error && (
				<Notice status="error" isDismissible={ false }>
					{ task.error.message }
				</Notice>
			) }
		</>
	);
}
