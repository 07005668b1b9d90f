/** Where a value comes from: one field of WordPress, or a template over all of them. */
import { RadioControl } from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FieldDefinition, FieldMapping } from '../../api/types.ts';
import { SelectField, TextareaField } from '../../shared/controls.tsx';

interface SourceControlProps {
	field: FieldDefinition;
	mapping: FieldMapping;
	error?: string;
	onChange: ( mapping: FieldMapping ) => void;
}

/** Lists cannot be written as text, so a template makes no sense for them. */
const isText = ( { kind }: FieldDefinition ): boolean => kind !== 'hours' && kind !== 'reminders';

export function SourceControl( { field, mapping, error, onChange }: SourceControlProps ) {
	const { source } = mapping;
	const isPath = 'path' in source;
	const paths = isPath && ! field.sources.includes( source.path ) ? [ source.path, ...field.sources ] : field.sources;
	return (
		<>
			{ isText( field ) && (
				<RadioControl
					label={ __( 'Take the value from', 'slotbridge' ) }
					selected={ isPath ? 'path' : 'template' }
					options={ [
						{ value: 'path', label: __( 'A field', 'slotbridge' ) },
						{ value: 'template', label: __( 'A template', 'slotbridge' ) },
					] }
					onChange={ ( kind ) =>
						onChange( { ...mapping, source: kind === 'path' ? { path: field.defaultSource } : { template: isPath ? `{{ entity.${ source.path } }}` : source.template } } )
					}
				/>
			) }
			{ isPath ? (
				<SelectField
					label={ __( 'Field', 'slotbridge' ) }
					value={ source.path }
					options={ paths.map( ( path ) => ( { value: path, label: path } ) ) }
					onChange={ ( path ) => onChange( { ...mapping, source: { path } } ) }
					error={ error }
				/>
			) : (
				<TextareaField
					label={ __( 'Template', 'slotbridge' ) }
					className="slotbridge-code-field"
					rows={ 3 }
					value={ source.template }
					onChange={ ( template: string ) => onChange( { ...mapping, source: { template } } ) }
					help={ createInterpolateElement(
						__( 'Liquid. For example <code>{{ entity.name | upcase }}</code>. The preview shows the result as you type.', 'slotbridge' ),
						{ code: <code dir="ltr" /> }
					) }
					error={ error }
					dir="ltr"
					spellCheck={ false }
				/>
			) }
		</>
	);
}
