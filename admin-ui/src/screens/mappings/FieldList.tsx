/** All fields of one entity, each on a row that opens for editing. */
import { __ } from '@wordpress/i18n';
import type { Config, ConfigAnswer, EntityKind, FieldDefinition, FieldMapping, Preview } from '../../api/types.ts';
import { Card } from '../../shared/Card.tsx';
import { FieldRow } from './FieldRow.tsx';
import { mappingOf } from './mapping-draft.ts';

interface FieldListProps {
	fields: FieldDefinition[];
	transforms: ConfigAnswer[ 'transforms' ];
	entity: EntityKind;
	config: Config;
	errors: Record<string, string>;
	faults: Preview[ 'faults' ];
	onChange: ( mapping: FieldMapping ) => void;
}

export function FieldList( { fields, transforms, entity, config, errors, faults, onChange }: FieldListProps ) {
	return (
		<Card
			title={ entity === 'calendar' ? __( 'Calendar fields', 'slotbridge' ) : __( 'Group fields', 'slotbridge' ) }
			description={ __( 'On the left the name you may know it by, on the right what HighLevel really calls it.', 'slotbridge' ) }
			className="slotbridge-card--flush"
		>
			<ul className="slotbridge-field-list">
				{ fields.map( ( field ) => (
					<FieldRow
						key={ field.id }
						field={ field }
						mapping={ mappingOf( config, entity, field ) }
						transforms={ transforms }
						error={ errors[ `${ entity }:${ field.id }` ] ?? faults.find( ( { target } ) => target === field.id )?.detail }
						onChange={ onChange }
					/>
				) ) }
			</ul>
		</Card>
	);
}
