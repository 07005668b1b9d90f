/**
 * WordPress's form controls with two things added: the error stands in the help text, so that it is read with the field,
 * and WordPress 6.8 draws them with the sizes and margins that later versions have by default.
 */
import { Button, CheckboxControl, SelectControl, TextareaControl, TextControl, ToggleControl } from '@wordpress/components';
import type { ComponentProps, ReactNode } from 'react';

const modern = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true };
const marginless = { __nextHasNoMarginBottom: true };

/** Help and error of one field, the error first. */
export function Help( { help, error }: { help?: ReactNode; error?: string } ) {
	return (
		<>
			{ error && <span className="slotbridge-field-error">{ error }</span> }
			{ help && <span className="slotbridge-field-help">{ help }</span> }
		</>
	);
}

const helpOf = ( help: ReactNode, error: string | undefined ): ReactNode => ( help || error ? <Help help={ help } error={ error } /> : undefined );
const faulty = ( error: string | undefined ) => ( error ? { 'aria-invalid': true } : {} );

interface Faulty {
	help?: ReactNode;
	error?: string;
}

export function TextField( { error, help, ...props }: ComponentProps<typeof TextControl> & Faulty ) {
	return <TextControl { ...modern } { ...faulty( error ) } { ...props } help={ helpOf( help, error ) } />;
}

export function TextareaField( { error, help, ...props }: ComponentProps<typeof TextareaControl> & Faulty ) {
	return <TextareaControl { ...marginless } { ...faulty( error ) } { ...props } help={ helpOf( help, error ) } />;
}

interface SelectFieldProps extends Faulty {
	label: string;
	hideLabelFromVision?: boolean;
	id?: string;
	value: string;
	options: { value: string; label: string; disabled?: boolean }[];
	onChange: ( value: string ) => void;
	disabled?: boolean;
}

export function SelectField( { error, help, ...props }: SelectFieldProps ) {
	return <SelectControl { ...modern } { ...faulty( error ) } { ...props } help={ helpOf( help, error ) } />;
}

export function CheckboxField( props: ComponentProps<typeof CheckboxControl> ) {
	return <CheckboxControl { ...marginless } { ...props } />;
}

export function ToggleField( props: ComponentProps<typeof ToggleControl> ) {
	return <ToggleControl { ...marginless } { ...props } />;
}

/** A button of the usual height; `size` asks for another. */
export function Action( props: ComponentProps<typeof Button> ) {
	return <Button __next40pxDefaultSize { ...props } />;
}
