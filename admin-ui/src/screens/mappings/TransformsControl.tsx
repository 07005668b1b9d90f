/** What is done to a value on its way, one after the other. */
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import type { ConfigAnswer, FieldMapping } from '../../api/types.ts';
import { bridgeWords } from '../../shared/bridge-words.ts';
import { Action, SelectField } from '../../shared/controls.tsx';

interface TransformsControlProps {
	mapping: FieldMapping;
	transforms: ConfigAnswer[ 'transforms' ];
	onChange: ( mapping: FieldMapping ) => void;
}

export function TransformsControl( { mapping, transforms, onChange }: TransformsControlProps ) {
	const title = ( id: string ): string => bridgeWords( transforms.find( ( transform ) => transform.id === id )?.title ?? id );
	const left = transforms.filter( ( { id } ) => ! mapping.transforms.includes( id ) );
	const set = ( next: string[] ): void => onChange( { ...mapping, transforms: next } );
	if ( transforms.length === 0 ) {
		return null;
	}
	return (
		<div className="slotbridge-transforms">
			{ mapping.transforms.length > 0 && (
				<ol className="slotbridge-chips" aria-label={ __( 'Transforms, in this order', 'slotbridge' ) }>
					{ mapping.transforms.map( ( id ) => (
						<li key={ id }>
							{ title( id ) }
							<Action
								size="small"
								icon={ closeSmall }
								label={ sprintf( /* translators: %s: name of a transform. */ __( 'Remove “%s”', 'slotbridge' ), title( id ) ) }
								onClick={ () => set( mapping.transforms.filter( ( other ) => other !== id ) ) }
							/>
						</li>
					) ) }
				</ol>
			) }
			{ left.length > 0 && (
				<SelectField
					label={ __( 'Add a transform', 'slotbridge' ) }
					value=""
					options={ [ { value: '', label: __( 'Choose…', 'slotbridge' ) }, ...left.map( ( { id, title: words } ) => ( { value: id, label: bridgeWords( words ) } ) ) ] }
					onChange={ ( id ) => id && set( [ ...mapping.transforms, id ] ) }
				/>
			) }
		</div>
	);
}
