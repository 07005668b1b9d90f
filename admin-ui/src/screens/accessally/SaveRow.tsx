/** The end of a form: saves, drops what was changed, and says whether there is anything to save. */
import { __ } from '@wordpress/i18n';
import { Action } from '../../shared/controls.tsx';

interface SaveRowProps {
	label: string;
	isDirty: boolean;
	isBusy: boolean;
	onDiscard: () => void;
}

export function SaveRow( { label, isDirty, isBusy, onDiscard }: SaveRowProps ) {
	return (
		<div className="slotbridge-actions">
			<Action variant="primary" type="submit" isBusy={ isBusy } disabled={ ! isDirty || isBusy } accessibleWhenDisabled>
				{ isBusy ? __( 'Saving…', 'slotbridge' ) : label }
			</Action>
			{ isDirty && (
				<>
					<Action variant="tertiary" disabled={ isBusy } onClick={ onDiscard }>
						{ __( 'Discard changes', 'slotbridge' ) }
					</Action>
					<span className="slotbridge-muted">{ __( 'Unsaved changes', 'slotbridge' ) }</span>
				</>
			) }
		</div>
	);
}
