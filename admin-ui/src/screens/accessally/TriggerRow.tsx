/** One trigger: its switch with what it tells, what it sends, and what the owner should know beforehand. */
import { Icon } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { info } from '@wordpress/icons';
import type { Trigger } from '../../api/accessally.ts';
import { LinkTo } from '../../app/router.tsx';
import { Help, ToggleField } from '../../shared/controls.tsx';

interface TriggerRowProps {
	trigger: Trigger;
	fault?: string;
	onChange: ( on: boolean ) => void;
}

export function TriggerRow( { trigger, fault, onChange }: TriggerRowProps ) {
	return (
		<li className={ trigger.on ? 'is-on' : undefined }>
			<ToggleField label={ trigger.name } help={ <Help help={ trigger.description } error={ fault } /> } checked={ trigger.on } onChange={ onChange } />
			<div className="slotbridge-triggers__notes">
				<p>
					{ trigger.sends.length === 0
						? __( 'Sends no personal data.', 'slotbridge' )
						: sprintf( /* translators: %s: list of personal data. */ __( 'Sends: %s.', 'slotbridge' ), trigger.sends.join( '; ' ) ) }
				</p>
				{ trigger.note && (
					<p className="slotbridge-triggers__late">
						<Icon icon={ info } size={ 16 } />
						<span>
							{ trigger.note }{ ' ' }
							{ trigger.needsSign && <LinkTo to={ { screen: 'accessally', params: { tab: 'signs' } } }>{ __( 'Set up a sign', 'slotbridge' ) }</LinkTo> }
						</span>
					</p>
				) }
			</div>
		</li>
	);
}
