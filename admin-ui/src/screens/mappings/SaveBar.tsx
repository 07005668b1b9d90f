/** Saves, drops, and settles a clash; stays in sight while there is anything to save. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Action } from '../../shared/controls.tsx';
import type { MappingDraft } from './use-mapping-draft.ts';

export function SaveBar( { mapping }: { mapping: MappingDraft } ) {
	const { isDirty, isBusy, isConflict, error, errors } = mapping;
	const isAtField = Object.keys( errors ).length > 0;
	return (
		<div className={ `slotbridge-savebar ${ isDirty || error || isConflict ? 'is-needed' : '' }` } role="region" aria-label={ __( 'Save the mapping', 'slotbridge' ) }>
			{ isConflict && (
				<Notice status="warning" isDismissible={ false }>
					<p>{ __( 'Somebody else saved the mapping while you were editing. Nothing of yours has been saved yet.', 'slotbridge' ) }</p>
					<div className="slotbridge-actions">
						<Action variant="secondary" isBusy={ isBusy } onClick={ () => void mapping.takeTheirs() }>
							{ __( 'Load theirs, drop mine', 'slotbridge' ) }
						</Action>
						<Action variant="secondary" isDestructive isBusy={ isBusy } onClick={ () => void mapping.keepMine() }>
							{ __( 'Save mine over theirs', 'slotbridge' ) }
						</Action>
					</div>
				</Notice>
			) }
			{ error && (
				<Notice status="error" isDismissible={ false }>
					{ isAtField ? __( 'Not saved: the fields with a fault say what to mend.', 'slotbridge' ) : error.message }
				</Notice>
			) }
			<div className="slotbridge-actions">
				<Action variant="primary" isBusy={ isBusy } disabled={ ! isDirty || isBusy } accessibleWhenDisabled onClick={ () => void mapping.save() }>
					{ isBusy ? __( 'Saving…', 'slotbridge' ) : __( 'Save', 'slotbridge' ) }
				</Action>
				{ isDirty && (
					<Action variant="tertiary" disabled={ isBusy } onClick={ mapping.discard }>
						{ __( 'Discard changes', 'slotbridge' ) }
					</Action>
				) }
				<span className="slotbridge-muted" role="status">
					{ isDirty ? __( 'Unsaved changes', 'slotbridge' ) : __( 'Everything is saved', 'slotbridge' ) }
				</span>
			</div>
		</div>
	);
}
