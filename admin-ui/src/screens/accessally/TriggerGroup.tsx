/** Triggers of which the same is to be said: a switch for each, and beside them once what they send and what the owner should know. */
import { Icon } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { info } from '@wordpress/icons';
import type { Trigger } from '../../api/accessally.ts';
import { LinkTo } from '../../app/router.tsx';
import { Help, ToggleField } from '../../shared/controls.tsx';
import { useInstanceId } from '../../shared/use-instance-id.ts';

interface TriggerGroupProps {
	group: [ Trigger, ...Trigger[] ];
	/** By type: why the last switch was refused. */
	faults: Record<string, string>;
	onChange: ( trigger: Trigger, on: boolean ) => void;
}

export function TriggerGroup( { group, faults, onChange }: TriggerGroupProps ) {
	const [ { sends, note, needsSign } ] = group;
	const notes = useInstanceId( 'slotbridge-trigger-notes' );
	return (
		<div className="slotbridge-triggers" role="group" aria-describedby={ notes }>
			<ul>
				{ group.map( ( trigger ) => (
					<li key={ trigger.type }>
						<ToggleField label={ trigger.name } help={ <Help help={ trigger.description } error={ faults[ trigger.type ] } /> } checked={ trigger.on } onChange={ ( on ) => onChange( trigger, on ) } />
					</li>
				) ) }
			</ul>
			<div className="slotbridge-triggers__notes" id={ notes }>
				<p>
					{ sends.length === 0
						? __( 'Sends no personal data.', 'slotbridge' )
						: sprintf( /* translators: %s: list of personal data. */ __( 'Sends: %s.', 'slotbridge' ), sends.join( '; ' ) ) }
				</p>
				{ note && (
					<p className="slotbridge-triggers__late">
						<Icon icon={ info } size={ 16 } />
						<span>
							{ note } { needsSign && <LinkTo to={ { screen: 'accessally', params: { tab: 'signs' } } }>{ __( 'Set up a sign', 'slotbridge' ) }</LinkTo> }
						</span>
					</p>
				) }
			</div>
		</div>
	);
}
