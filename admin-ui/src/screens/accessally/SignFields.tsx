/** One sign: what is seen, and what it tells of. */
import { __, sprintf } from '@wordpress/i18n';
import { trash } from '@wordpress/icons';
import type { AccessAllyAnswer, Recipe, Sign } from '../../api/accessally.ts';
import { Action, CheckboxField, SelectField } from '../../shared/controls.tsx';
import { choicesFor, type SignRow } from './signs-draft.ts';

interface SignFieldsProps {
	row: SignRow;
	/** Its place in the list, from 1, to tell the fields of the rows apart. */
	number: number;
	recipes: Recipe[];
	choices: AccessAllyAnswer[ 'choices' ];
	fault?: string;
	onChange: ( part: Partial<SignRow> ) => void;
	onRemove: () => void;
}

export function SignFields( { row, number, recipes, choices, fault, onChange, onRemove }: SignFieldsProps ) {
	const sources: { value: Sign[ 'source' ]; label: string }[] = [
		{ value: 'tag', label: __( 'a member gets the tag', 'slotbridge' ) },
		...( choices.operations || row.source === 'operation' ? [ { value: 'operation' as const, label: __( 'SlotBridge runs the operation', 'slotbridge' ) } ] : [] ),
		...( choices.events || row.source === 'event' ? [ { value: 'event' as const, label: __( 'ProgressAlly runs the Event', 'slotbridge' ) } ] : [] ),
	];
	/* translators: %d: place of a sign in the list. */
	const name = sprintf( __( 'Sign %d', 'slotbridge' ), number );
	return (
		<fieldset className={ `slotbridge-sign ${ fault ? 'has-error' : '' }` }>
			<legend className="screen-reader-text">{ name }</legend>
			<div className="slotbridge-sign__inputs">
				<SelectField label={ __( 'When', 'slotbridge' ) } value={ row.source } options={ sources } onChange={ ( source ) => onChange( { source: source as Sign[ 'source' ], id: '' } ) } />
				<SelectField
					label={ { tag: __( 'Tag', 'slotbridge' ), operation: __( 'Custom operation', 'slotbridge' ), event: __( 'Event', 'slotbridge' ) }[ row.source ] }
					value={ row.id }
					error={ fault }
					options={ [ { value: '', label: __( 'Choose one', 'slotbridge' ), disabled: true }, ...choicesFor( choices, row ).map( ( each ) => ( { value: each.id, label: each.name } ) ) ] }
					onChange={ ( id ) => onChange( { id } ) }
				/>
				<SelectField label={ __( 'it tells of', 'slotbridge' ) } value={ row.type } options={ recipes.map( ( recipe ) => ( { value: recipe.type, label: recipe.title } ) ) } onChange={ ( type ) => onChange( { type } ) } />
			</div>
			<div className="slotbridge-sign__remove">
				{ /* translators: %s: "Sign 1". */ }
				<Action icon={ trash } label={ sprintf( __( 'Remove: %s', 'slotbridge' ), name ) } onClick={ onRemove } />
			</div>
			{ row.source === 'tag' && (
				<CheckboxField label={ __( 'Take the tag away again once it was seen, so that the next time shows too', 'slotbridge' ) } checked={ row.consume } onChange={ ( consume ) => onChange( { consume } ) } />
			) }
		</fieldset>
	);
}
