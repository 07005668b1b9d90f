/** The daily summary: whether, at which hour of the site's clock, and whether on quiet days too. */
import { __, sprintf } from '@wordpress/i18n';
import { CheckboxField, SelectField } from '../../shared/controls.tsx';
import { siteHour } from '../../shared/site-time.ts';
import { When } from '../../shared/When.tsx';
import type { AlertsDraft } from './alerts-draft.ts';

interface DigestFieldsProps {
	digest: AlertsDraft[ 'digest' ];
	/** When the next one is due, by what is saved. */
	nextAt: string | null;
	error?: string;
	onChange: ( digest: AlertsDraft[ 'digest' ] ) => void;
}

const hours = Array.from( { length: 24 }, ( _, hour ) => hour );

export function DigestFields( { digest, nextAt, error, onChange }: DigestFieldsProps ) {
	const change = ( part: Partial<AlertsDraft[ 'digest' ]> ): void => onChange( { ...digest, ...part } );
	return (
		<fieldset className="slotbridge-alert-rules">
			<legend>{ __( 'Daily summary', 'slotbridge' ) }</legend>
			<CheckboxField label={ __( 'Sum up the day: what was delivered, what waits, what failed and why', 'slotbridge' ) } checked={ digest.enabled } onChange={ ( enabled: boolean ) => change( { enabled } ) } />
			{ digest.enabled && (
				<>
					<SelectField
						label={ __( 'Sent at', 'slotbridge' ) }
						value={ String( digest.hour ) }
						options={ hours.map( ( hour ) => ( { value: String( hour ), label: siteHour( hour ) } ) ) }
						onChange={ ( hour ) => change( { hour: Number( hour ) } ) }
						help={ sprintf( /* translators: %s: name of a time zone. */ __( 'By the clock of this site (%s), to the receivers above.', 'slotbridge' ), digest.timeZone ) }
						error={ error }
					/>
					<CheckboxField label={ __( 'Also when there is nothing to worry about', 'slotbridge' ) } checked={ digest.always } onChange={ ( always: boolean ) => change( { always } ) } />
				</>
			) }
			{ digest.enabled && nextAt && (
				<p className="slotbridge-muted">
					{ __( 'The next one:', 'slotbridge' ) } <When at={ nextAt } />
				</p>
			) }
		</fieldset>
	);
}
