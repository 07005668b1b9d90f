/** Automatic groups: reads what is chosen, and says so while that is not possible. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { readGroups } from '../../api/access.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { isOn } from './groups-words.ts';
import { GroupsForm } from './GroupsForm.tsx';
import { UndoGroups } from './UndoGroups.tsx';

export function GroupsCard() {
	const { data, error, isLoading, reload, set } = useResource( readGroups );
	if ( data === null ) {
		return (
			<Frame>
				{ error ? (
					<Failed title={ __( 'The choice could not be read', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
				) : (
					<Loading words={ __( 'Loading the groups…', 'slotbridge' ) } />
				) }
			</Frame>
		);
	}
	return (
		<Frame aside={ isOn( data.mapping ) ? <Badge tone="good">{ __( 'On', 'slotbridge' ) }</Badge> : <Badge tone="quiet">{ __( 'Off', 'slotbridge' ) }</Badge> }>
			{ ! data.accessAlly && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'AccessAlly is not active on this site, so its Teams and offerings cannot be read. Groups that were made stay as they are.', 'slotbridge' ) }
				</Notice>
			) }
			<GroupsForm key={ JSON.stringify( data.mapping ) } state={ data } onSaved={ set } />
			{ data.undo && <UndoGroups undo={ data.undo } onUndone={ set } /> }
		</Frame>
	);
}

function Frame( { aside, children }: { aside?: ReactNode; children: ReactNode } ) {
	return (
		<Card
			title={ __( 'Automatic groups', 'slotbridge' ) }
			description={ __( 'SlotBridge can make a calendar group for each Team or offering, shown to the people who belong to it, and keep its name, slug and status in step.', 'slotbridge' ) }
			aside={ aside }
		>
			{ children }
		</Card>
	);
}
