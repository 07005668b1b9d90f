/** Who may see a calendar: everybody, or people by tag, offering, Team or role. */
import { ComboboxControl, RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import type { Audience, AudienceRule } from '../api/types.ts';
import { Action, Help, SelectField } from '../shared/controls.tsx';
import { audienceOptions, kindLabels, ruleOf } from './audience-options.ts';
import type { ControlProps } from './types.ts';

export function AudienceControl( props: ControlProps<'audience'> ) {
	const { spec, value, onChange, errors, help } = props;
	return (
		<div className="slotbridge-audience">
			<RadioControl
				label={ spec.label }
				selected={ value === null ? 'all' : 'some' }
				options={ [
					{ value: 'all', label: __( 'Everybody', 'slotbridge' ) },
					{ value: 'some', label: __( 'Only some people', 'slotbridge' ) },
				] }
				onChange={ ( next ) => onChange( next === 'all' ? null : { match: 'any', rules: [] } ) }
			/>
			{ value && <Rules { ...props } value={ value } /> }
			<p className="slotbridge-rows__help">
				<Help help={ help } error={ errors[ '' ] ?? Object.values( errors )[ 0 ] } />
			</p>
		</div>
	);
}

function Rules( { value, onChange, context }: Omit<ControlProps<'audience'>, 'value'> & { value: Audience } ) {
	const { match, rules } = value;
	const setRules = ( next: AudienceRule[] ): void => onChange( { ...value, rules: next } );
	return (
		<div className="slotbridge-audience__rules">
			<SelectField
				label={ __( 'People who have', 'slotbridge' ) }
				value={ match }
				options={ [
					{ value: 'any', label: __( 'any of these', 'slotbridge' ) },
					{ value: 'all', label: __( 'all of these', 'slotbridge' ) },
					{ value: 'none', label: __( 'none of these', 'slotbridge' ) },
				] }
				onChange={ ( next ) => onChange( { ...value, match: next as Audience[ 'match' ] } ) }
			/>
			{ rules.length > 0 && (
				<ul className="slotbridge-chips">
					{ rules.map( ( rule, index ) => (
						<Rule
							key={ `${ rule.kind }:${ rule.id }` }
							rule={ rule }
							onChange={ ( next ) => setRules( rules.map( ( before, at ) => ( at === index ? next : before ) ) ) }
							onRemove={ () => setRules( rules.toSpliced( index, 1 ) ) }
						/>
					) ) }
				</ul>
			) }
			<ComboboxControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				label={ __( 'Add a tag, offering, Team or role', 'slotbridge' ) }
				value={ null }
				options={ audienceOptions( context.reference, rules ) }
				onChange={ ( chosen ) => {
					const rule = chosen ? ruleOf( context.reference, chosen ) : undefined;
					if ( rule ) {
						setRules( [ ...rules, rule ] );
					}
				} }
			/>
		</div>
	);
}

function Rule( { rule, onChange, onRemove }: { rule: AudienceRule; onChange: ( rule: AudienceRule ) => void; onRemove: () => void } ) {
	return (
		<li>
			<span>
				<span className="slotbridge-muted">{ kindLabels[ rule.kind ] }</span> { rule.name }
			</span>
			{ rule.kind === 'team' && (
				<SelectField
					hideLabelFromVision
					label={ sprintf( /* translators: %s: name of a Team. */ __( 'Side in %s', 'slotbridge' ), rule.name ) }
					value={ rule.as ?? 'member' }
					options={ [
						{ value: 'member', label: __( 'as a member', 'slotbridge' ) },
						{ value: 'leader', label: __( 'as a leader', 'slotbridge' ) },
					] }
					onChange={ ( side ) => onChange( { ...rule, as: side === 'leader' ? 'leader' : 'member' } ) }
				/>
			) }
			<Action size="small" icon={ closeSmall } label={ sprintf( /* translators: %s: name of a tag, offering, Team or role. */ __( 'Remove %s', 'slotbridge' ), rule.name ) } onClick={ onRemove } />
		</li>
	);
}
