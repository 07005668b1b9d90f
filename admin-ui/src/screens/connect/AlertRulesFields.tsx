/** What to be told of: each rule on or off, with the threshold it has. */
import { __ } from '@wordpress/i18n';
import { CheckboxField, TextField } from '../../shared/controls.tsx';
import { highest, type AlertsDraft, type RuleDraft, type RuleName } from './alerts-draft.ts';

const words: { name: RuleName; label: string; threshold?: string }[] = [
	{ name: 'deadLetters', label: __( 'Changes could not be delivered', 'slotbridge' ), threshold: __( 'From this many changes on', 'slotbridge' ) },
	{ name: 'queueAge', label: __( 'A change has been on its way for long', 'slotbridge' ), threshold: __( 'After this many minutes', 'slotbridge' ) },
	{ name: 'tokenBroken', label: __( 'HighLevel refuses the access of a location', 'slotbridge' ) },
	{ name: 'resting', label: __( 'HighLevel keeps failing for a location', 'slotbridge' ), threshold: __( 'After it has failed for so many minutes', 'slotbridge' ) },
	{ name: 'tokenAge', label: __( 'A token is old', 'slotbridge' ), threshold: __( 'After this many days (HighLevel recommends a new one every 90)', 'slotbridge' ) },
];

interface AlertRulesFieldsProps {
	rules: AlertsDraft[ 'rules' ];
	faults: Partial<Record<RuleName, string>>;
	onChange: ( rules: AlertsDraft[ 'rules' ] ) => void;
}

export function AlertRulesFields( { rules, faults, onChange }: AlertRulesFieldsProps ) {
	const change = ( name: RuleName, part: Partial<RuleDraft> ): void => onChange( { ...rules, [ name ]: { ...rules[ name ], ...part } } );
	return (
		<fieldset className="slotbridge-alert-rules">
			<legend>{ __( 'Tell me when', 'slotbridge' ) }</legend>
			{ words.map( ( { name, label, threshold } ) => (
				<div key={ name } className="slotbridge-alert-rule">
					<CheckboxField label={ label } checked={ rules[ name ].enabled } onChange={ ( enabled: boolean ) => change( name, { enabled } ) } />
					{ threshold && ( rules[ name ].enabled || faults[ name ] ) && (
						<TextField
							label={ threshold }
							type="number"
							min={ 1 }
							max={ highest[ name ] }
							step={ 1 }
							value={ rules[ name ].threshold }
							onChange={ ( text: string ) => change( name, { threshold: text } ) }
							error={ faults[ name ] }
						/>
					) }
				</div>
			) ) }
		</fieldset>
	);
}
