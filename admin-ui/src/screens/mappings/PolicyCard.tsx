/** What happens in HighLevel when a calendar or group is removed in WordPress; plain about the consequences. */
import { Notice, RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Config, DeletePolicy, EntityKind } from '../../api/types.ts';
import { Card } from '../../shared/Card.tsx';

interface PolicyCardProps {
	entity: EntityKind;
	policies: Config[ 'policies' ];
	onChange: ( policies: Config[ 'policies' ] ) => void;
}

export function PolicyCard( { entity, policies, onChange }: PolicyCardProps ) {
	const isCalendar = entity === 'calendar';
	const key = isCalendar ? 'calendarRemoved' : 'groupRemoved';
	const policy = policies[ key ];
	return (
		<Card title={ isCalendar ? __( 'When a calendar is removed', 'slotbridge' ) : __( 'When a group is removed', 'slotbridge' ) }>
			<RadioControl
				label={ isCalendar ? __( 'If you trash or delete a calendar in WordPress, then in HighLevel', 'slotbridge' ) : __( 'If you delete a group in WordPress, then in HighLevel', 'slotbridge' ) }
				selected={ policy }
				options={ [
					{
						value: 'draft',
						label: __( 'Switch it off', 'slotbridge' ),
						description: isCalendar
							? __( 'Nobody can book it any more. The calendar, its settings and its appointments stay, and restoring it in WordPress switches it on again.', 'slotbridge' )
							: __( 'The group becomes inactive and its page closes. Its calendars stay.', 'slotbridge' ),
					},
					{
						value: 'delete',
						label: __( 'Delete it', 'slotbridge' ),
						description: isCalendar
							? __( 'The calendar is gone from HighLevel with everything set up there. This cannot be undone; restoring it in WordPress makes a new one.', 'slotbridge' )
							: __( 'The group is gone from HighLevel. Its calendars stay, without a group.', 'slotbridge' ),
					},
				] }
				onChange={ ( next ) => onChange( { ...policies, [ key ]: next as DeletePolicy } ) }
			/>
			{ policy === 'delete' && isCalendar && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'Moving a calendar to the trash in WordPress will delete it in HighLevel at once, not only when the trash is emptied.', 'slotbridge' ) }
				</Notice>
			) }
		</Card>
	);
}
