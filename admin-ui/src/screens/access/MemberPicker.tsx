/** Finds a member by a part of the name or the address, while it is typed. */
import { ComboboxControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { findPeople, type Person } from '../../api/access.ts';
import type { ApiError } from '../../api/errors.ts';
import { Help } from '../../shared/controls.tsx';

/** Typing is quicker than searching. */
const pauseMs = 250;

const labelOf = ( { name, email }: Person ): string => ( email ? `${ name } (${ email })` : name );

interface MemberPickerProps {
	value: Person | null;
	onChange: ( person: Person | null ) => void;
}

export function MemberPicker( { value, onChange }: MemberPickerProps ) {
	const [ typed, setTyped ] = useState( '' );
	const [ found, setFound ] = useState<Person[]>( [] );
	const [ total, setTotal ] = useState( 0 );
	const [ error, setError ] = useState<ApiError | null>( null );

	useEffect( () => {
		const controller = new AbortController();
		const timer = setTimeout( () => {
			findPeople( typed, controller.signal ).then(
				( answer ) => {
					setFound( answer.items );
					setTotal( answer.total );
					setError( null );
				},
				( reason: unknown ) => {
					if ( ! controller.signal.aborted ) {
						setError( reason as ApiError );
					}
				},
			);
		}, pauseMs );
		return () => {
			clearTimeout( timer );
			controller.abort();
		};
	}, [ typed ] );

	const people = value && ! found.some( ( { id } ) => id === value.id ) ? [ value, ...found ] : found;
	const help = total > found.length ? __( 'Type a part of the name or the mail address; only the first 20 are listed.', 'slotbridge' ) : __( 'Type a part of the name or the mail address.', 'slotbridge' );
	return (
		<div>
			<ComboboxControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				label={ __( 'Member', 'slotbridge' ) }
				value={ value ? String( value.id ) : null }
				options={ people.map( ( person ) => ( { value: String( person.id ), label: labelOf( person ) } ) ) }
				onFilterValueChange={ setTyped }
				onChange={ ( id ) => onChange( people.find( ( person ) => String( person.id ) === id ) ?? null ) }
			/>
			<p className="slotbridge-rows__help">
				<Help help={ help } error={ error?.message } />
			</p>
		</div>
	);
}
