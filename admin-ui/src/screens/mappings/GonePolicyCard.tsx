/** What happens when a calendar or group that WordPress has is found deleted in HighLevel. */
import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Config, EntityKind, GonePolicy } from '../../api/types.ts';
import { Card } from '../../shared/Card.tsx';

interface GonePolicyCardProps {
	entity: EntityKind;
	policies: Config[ 'policies' ];
	onChange: ( policies: Config[ 'policies' ] ) => void;
}

export function GonePolicyCard( { entity, policies, onChange }: GonePolicyCardProps ) {
	const isCalendar = entity === 'calendar';
	const key = isCalendar ? 'calendarGone' : 'groupGone';
	return (
		<Card title={ isCalendar ? __( 'When a calendar was deleted in HighLevel', 'slotbridge' ) : __( 'When a group was deleted in HighLevel', 'slotbridge' ) }>
			<RadioControl
				label={ isCalendar ? __( 'If a calendar is changed in WordPress that somebody deleted in HighLevel', 'slotbridge' ) : __( 'If a group is changed in WordPress that somebody deleted in HighLevel', 'slotbridge' ) }
				selected={ policies[ key ] }
				options={ [
					{
						value: 'recreate',
						label: __( 'Add it anew', 'slotbridge' ),
						description: isCalendar
							? __( 'HighLevel gets a new calendar with what WordPress knows. What was set up in HighLevel alone, and the old booking link, are not brought back.', 'slotbridge' )
							: __( 'HighLevel gets a new group with what WordPress knows.', 'slotbridge' ),
					},
					{
						value: 'ask',
						label: __( 'Ask me', 'slotbridge' ),
						description: __( 'The change waits. Activity offers to add it anew, or to link it to another one that HighLevel has.', 'slotbridge' ),
					},
				] }
				onChange={ ( next ) => onChange( { ...policies, [ key ]: next as GonePolicy } ) }
			/>
		</Card>
	);
}
