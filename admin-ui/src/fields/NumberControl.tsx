/** A whole number with its unit. What is out of range is not put right in secret: the server says so at the field. */
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../shared/controls.tsx';
import type { ControlProps } from './types.ts';

export function NumberControl( { spec, value, onChange, errors, help }: ControlProps<'number'> ) {
	/* translators: 1: name of a field, 2: a unit such as minutes. */
	const label = spec.unit ? sprintf( __( '%1$s (%2$s)', 'slotbridge' ), spec.label, spec.unit ) : spec.label;
	return (
		<TextField
			label={ label }
			type="number"
			inputMode="numeric"
			min={ spec.min }
			max={ spec.max }
			step={ 5 }
			value={ Number.isNaN( value ) ? '' : String( value ) }
			// An emptied field stays empty on screen; NaN becomes null in JSON, which the server refuses in words.
			onChange={ ( text: string ) => onChange( text === '' ? NaN : Math.round( Number( text ) ) ) }
			help={ help }
			error={ errors[ '' ] }
		/>
	);
}
