/** A time zone out of some hundred, found by typing a part of its name. */
import { ComboboxControl } from '@wordpress/components';
import { Help } from '../shared/controls.tsx';
import type { ControlProps } from './types.ts';
import { labelOf } from './TextControls.tsx';
import type { FieldKind, FieldSpec } from './types.ts';

export function TimeZoneControl( { spec, value, onChange, errors, help, context }: ControlProps<'timeZone'> ) {
	const known = context.reference.timeZones;
	const options = known.some( ( zone ) => zone.value === value ) || value === '' ? known : [ { value, label: value }, ...known ];
	return (
		<ComboboxControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			label={ labelOf( spec as FieldSpec<FieldKind> ) }
			value={ value }
			options={ options }
			onChange={ ( zone ) => onChange( zone ?? '' ) }
			allowReset={ false }
			help={ <Help help={ help } error={ errors[ '' ] } /> }
			className={ errors[ '' ] ? 'has-error' : undefined }
		/>
	);
}
