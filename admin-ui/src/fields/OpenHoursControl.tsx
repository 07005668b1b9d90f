/** When a calendar can be booked: rows of days and a span of time; none leaves the hours to HighLevel. */
import { __, sprintf } from '@wordpress/i18n';
import { copy, plus, trash } from '@wordpress/icons';
import type { OpenHours } from '../api/types.ts';
import { Action, Help } from '../shared/controls.tsx';
import { pageLocale } from '../shared/format-time.ts';
import { elementId, errorOfRow } from './field-errors.ts';
import { copyRow, endFromInput, endToInput, nextRow, toggleDay, weekdayNames } from './open-hours.ts';
import { TimeInput } from './TimeInput.tsx';
import type { ControlProps } from './types.ts';

const maxRows = 50;

export function OpenHoursControl( { spec, value, onChange, errors, help }: ControlProps<'openHours'> ) {
	const set = ( at: number, row: OpenHours ): void => onChange( value.map( ( before, index ) => ( index === at ? row : before ) ) );
	return (
		<fieldset className="slotbridge-rows">
			<legend>{ spec.label }</legend>
			{ value.length === 0 && (
				<p className="slotbridge-rows__none">{ __( 'Left as set in HighLevel. Add hours only if you want to keep them here.', 'slotbridge' ) }</p>
			) }
			{ value.map( ( row, index ) => (
				<HoursRow
					key={ index }
					index={ index }
					row={ row }
					error={ errorOfRow( errors, index ) }
					onChange={ ( next ) => set( index, next ) }
					onCopy={ () => onChange( copyRow( value, index ) ) }
					onRemove={ () => onChange( value.toSpliced( index, 1 ) ) }
				/>
			) ) }
			<p className="slotbridge-rows__help">
				<Help help={ help } error={ errors[ '' ] } />
			</p>
			<Action variant="secondary" icon={ plus } disabled={ value.length >= maxRows } accessibleWhenDisabled onClick={ () => onChange( [ ...value, nextRow( value ) ] ) }>
				{ __( 'Add hours', 'slotbridge' ) }
			</Action>
		</fieldset>
	);
}

interface HoursRowProps {
	index: number;
	row: OpenHours;
	error?: string;
	onChange: ( row: OpenHours ) => void;
	onCopy: () => void;
	onRemove: () => void;
}

function HoursRow( { index, row, error, onChange, onCopy, onRemove }: HoursRowProps ) {
	const number = index + 1;
	return (
		<div className={ `slotbridge-row ${ error ? 'has-error' : '' }` } id={ elementId( `openHours/${ index }` ) } role="group" aria-label={ sprintf( /* translators: %d: number of a row. */ __( 'Hours %d', 'slotbridge' ), number ) }>
			<div className="slotbridge-days" role="group" aria-label={ __( 'Days', 'slotbridge' ) } id={ elementId( `openHours/${ index }/days` ) }>
				{ weekdayNames( pageLocale() ).map( ( { day, short, long } ) => (
					<button key={ day } type="button" aria-pressed={ row.days.includes( day ) } onClick={ () => onChange( { ...row, days: toggleDay( row.days, day ) } ) }>
						<span aria-hidden="true">{ short }</span>
						<span className="screen-reader-text">{ long }</span>
					</button>
				) ) }
			</div>
			<div className="slotbridge-span">
				<TimeInput id={ elementId( `openHours/${ index }/from` ) } label={ __( 'From', 'slotbridge' ) } value={ row.from } onChange={ ( from ) => onChange( { ...row, from } ) } isFaulty={ Boolean( error ) } />
				<span aria-hidden="true">–</span>
				<TimeInput id={ elementId( `openHours/${ index }/to` ) } label={ __( 'To', 'slotbridge' ) } value={ endToInput( row.to ) } onChange={ ( to ) => onChange( { ...row, to: endFromInput( to ) } ) } isFaulty={ Boolean( error ) } />
			</div>
			<div className="slotbridge-row__actions">
				<Action icon={ copy } size="compact" label={ sprintf( /* translators: %d: number of a row. */ __( 'Copy hours %d', 'slotbridge' ), number ) } onClick={ onCopy } />
				<Action icon={ trash } size="compact" isDestructive label={ sprintf( /* translators: %d: number of a row. */ __( 'Remove hours %d', 'slotbridge' ), number ) } onClick={ onRemove } />
			</div>
			{ error && <p className="slotbridge-field-error">{ error }</p> }
		</div>
	);
}
