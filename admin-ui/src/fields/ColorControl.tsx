/** A colour as text, as a swatch that opens a picker, and as a few ready ones. */
import { ColorIndicator, ColorPicker, Dropdown } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Action, TextField } from '../shared/controls.tsx';
import { normalizeColor } from './normalize-color.ts';
import type { ControlProps } from './types.ts';

const ready = [ '#039be5', '#1f7a5c', '#b0562f', '#7a3fa0', '#c2185b', '#455a64' ];

export function ColorControl( { spec, value, onChange, errors, help }: ControlProps<'color'> ) {
	return (
		<div className="slotbridge-color">
			<TextField
				label={ spec.label }
				value={ value }
				onChange={ onChange }
				onBlur={ () => onChange( normalizeColor( value ) ) }
				help={ help }
				error={ errors[ '' ] }
				placeholder="#039be5"
				dir="ltr"
				spellCheck={ false }
				autoComplete="off"
			/>
			<div className="slotbridge-color__tools">
				<Dropdown
					popoverProps={ { placement: 'bottom-start' } }
					renderToggle={ ( { isOpen, onToggle } ) => (
						<Action variant="secondary" aria-expanded={ isOpen } onClick={ onToggle } className="slotbridge-color__toggle">
							<ColorIndicator colorValue={ value } />
							{ __( 'Pick a colour', 'slotbridge' ) }
						</Action>
					) }
					renderContent={ () => <ColorPicker color={ value } enableAlpha={ false } onChange={ ( color: string ) => onChange( normalizeColor( color ) ) } /> }
				/>
				<div className="slotbridge-color__ready" role="group" aria-label={ __( 'Suggestions', 'slotbridge' ) }>
					{ ready.map( ( color ) => (
						<button
							key={ color }
							type="button"
							style={ { backgroundColor: color } }
							aria-pressed={ value === color }
							aria-label={ sprintf( /* translators: %s: a colour such as #039be5. */ __( 'Use %s', 'slotbridge' ), color ) }
							onClick={ () => onChange( color ) }
						/>
					) ) }
				</div>
			</div>
		</div>
	);
}
