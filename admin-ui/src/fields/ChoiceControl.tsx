/** One of a short list; a calendar group is one of those or none. */
import { __ } from '@wordpress/i18n';
import { SelectField } from '../shared/controls.tsx';
import type { ControlProps } from './types.ts';

export function ChoiceControl( { spec, value, onChange, errors, help, context }: ControlProps<'choice'> ) {
	return <SelectField label={ spec.label } value={ value } options={ spec.options?.( context.reference ) ?? [] } onChange={ onChange } help={ help } error={ errors[ '' ] } />;
}

export function GroupControl( { spec, value, onChange, errors, help, context }: ControlProps<'group'> ) {
	const groups = context.reference.groups.map( ( { id, name, status } ) => ( {
		value: String( id ),
		label: status === 'inactive' ? `${ name } (${ __( 'inactive', 'slotbridge' ) })` : name,
	} ) );
	return (
		<SelectField
			label={ spec.label }
			value={ value === null ? '' : String( value ) }
			options={ [ { value: '', label: __( 'No group', 'slotbridge' ) }, ...groups ] }
			onChange={ ( id ) => onChange( id === '' ? null : Number( id ) ) }
			help={ help }
			error={ errors[ '' ] }
		/>
	);
}
