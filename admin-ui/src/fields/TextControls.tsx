/** One line of text, or several. */
import { __, sprintf } from '@wordpress/i18n';
import { TextareaField, TextField } from '../shared/controls.tsx';
import type { ControlProps, FieldKind, FieldSpec } from './types.ts';

/** «Name (required)»: said in the label, so that it is read as well as seen. */
export function labelOf( spec: FieldSpec<FieldKind> ): string {
	/* translators: %s: name of a field. */
	return spec.isRequired ? sprintf( __( '%s (required)', 'slotbridge' ), spec.label ) : spec.label;
}

export function ShortTextControl( { spec, value, onChange, errors, help }: ControlProps<'text'> ) {
	return (
		<TextField
			label={ labelOf( spec as FieldSpec<FieldKind> ) }
			value={ value }
			onChange={ onChange }
			help={ help }
			error={ errors[ '' ] }
			placeholder={ spec.placeholder }
			aria-required={ spec.isRequired }
			autoComplete="off"
			dir={ spec.id === 'slug' ? 'ltr' : 'auto' }
		/>
	);
}

export function LongTextControl( { spec, value, onChange, errors, help }: ControlProps<'textarea'> ) {
	return <TextareaField label={ labelOf( spec as FieldSpec<FieldKind> ) } value={ value } onChange={ onChange } help={ help } error={ errors[ '' ] } rows={ 4 } dir="auto" />;
}
