/** One field: its two names and where it goes at a glance, and its settings when opened. */
import { Icon } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, isRTL, sprintf } from '@wordpress/i18n';
import { arrowLeft, arrowRight, chevronDown, chevronUp } from '@wordpress/icons';
import type { ConfigAnswer, FieldDefinition, FieldMapping } from '../../api/types.ts';
import { Badge } from '../../shared/Badge.tsx';
import { bridgeWords } from '../../shared/bridge-words.ts';
import { Action, ToggleField } from '../../shared/controls.tsx';
import { useInstanceId } from '../../shared/use-instance-id.ts';
import { defaultMapping, isSameMapping } from './mapping-draft.ts';
import { SourceControl } from './SourceControl.tsx';
import { TransformsControl } from './TransformsControl.tsx';

interface FieldRowProps {
	field: FieldDefinition;
	mapping: FieldMapping;
	transforms: ConfigAnswer[ 'transforms' ];
	error?: string;
	onChange: ( mapping: FieldMapping ) => void;
}

export function FieldRow( { field, mapping, transforms, error, onChange }: FieldRowProps ) {
	const [ isOpen, setOpen ] = useState( false );
	const id = useInstanceId( 'slotbridge-field' );
	const isDefault = isSameMapping( mapping, defaultMapping( field ) );
	return (
		<li className={ `slotbridge-field ${ isOpen ? 'is-open' : '' } ${ mapping.enabled ? '' : 'is-off' }` }>
			<button type="button" className="slotbridge-field__head" aria-expanded={ isOpen } aria-controls={ id } onClick={ () => setOpen( ! isOpen ) }>
				<span className="slotbridge-field__names">
					<strong>{ bridgeWords( field.label ) }</strong>
					<span className="slotbridge-field__arrow">
						<code dir="ltr">{ field.brief ?? field.defaultSource }</code>
						<Icon icon={ isRTL() ? arrowLeft : arrowRight } size={ 16 } />
						<code dir="ltr">{ field.highlevel }</code>
					</span>
				</span>
				<span className="slotbridge-field__state">
					{ error && <Badge tone="bad">{ __( 'Has a fault', 'slotbridge' ) }</Badge> }
					{ ! mapping.enabled && <Badge tone="quiet">{ __( 'Not sent', 'slotbridge' ) }</Badge> }
					{ mapping.enabled && ! isDefault && <Badge tone="quiet">{ __( 'Changed', 'slotbridge' ) }</Badge> }
					<Icon icon={ isOpen ? chevronUp : chevronDown } size={ 20 } />
				</span>
			</button>
			{ error && ! isOpen && <p className="slotbridge-field-error slotbridge-field__fault">{ error }</p> }
			<div id={ id } className="slotbridge-field__body" hidden={ ! isOpen }>
				{ isOpen && <FieldSettings { ...{ field, mapping, transforms, error, onChange, isDefault } } /> }
			</div>
		</li>
	);
}

function FieldSettings( { field, mapping, transforms, error, onChange, isDefault }: FieldRowProps & { isDefault: boolean } ) {
	return (
		<>
			<p className="slotbridge-field__where">
				{ sprintf( /* translators: %s: the HighLevel calls that carry a value. */ __( 'Carried by: %s', 'slotbridge' ), field.where ) }
				{ field.note && <span>{ bridgeWords( field.note ) }</span> }
			</p>
			<ToggleField
				label={ __( 'Send this field to HighLevel', 'slotbridge' ) }
				help={
					field.required
						? __( 'HighLevel needs this one: it is always sent.', 'slotbridge' )
						: __( 'Switched off, HighLevel keeps its own value and you set it there.', 'slotbridge' )
				}
				checked={ mapping.enabled }
				disabled={ field.required }
				onChange={ ( enabled ) => onChange( { ...mapping, enabled } ) }
			/>
			{ mapping.enabled && (
				<>
					<SourceControl field={ field } mapping={ mapping } error={ error } onChange={ onChange } />
					<TransformsControl mapping={ mapping } transforms={ transforms } onChange={ onChange } />
				</>
			) }
			<div className="slotbridge-actions">
				<Action variant="tertiary" disabled={ isDefault } accessibleWhenDisabled onClick={ () => onChange( defaultMapping( field ) ) }>
					{ __( 'Reset to default', 'slotbridge' ) }
				</Action>
			</div>
		</>
	);
}
