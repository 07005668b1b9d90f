/** Narrows the list: by state with its count, by kind of thing, by words. */
import { SearchControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ActivityPage } from '../../api/types.ts';
import { SelectField } from '../../shared/controls.tsx';
import { eventStates, stateWords } from './state-words.ts';
import type { ActivityFilter } from './use-activity.ts';

interface FiltersProps {
	filter: ActivityFilter;
	counts: ActivityPage[ 'counts' ];
	onChange: ( change: Partial<ActivityFilter> ) => void;
}

export function Filters( { filter, counts, onChange }: FiltersProps ) {
	const total = counts ? Object.values( counts ).reduce( ( sum, count ) => sum + count, 0 ) : null;
	const withCount = ( label: string, count: number | null | undefined ): string =>
		/* translators: 1: name of a state, 2: number of events in it. */
		count === null || count === undefined ? label : sprintf( __( '%1$s (%2$d)', 'slotbridge' ), label, count );
	return (
		<div className="slotbridge-filters" role="search" aria-label={ __( 'Filter activity', 'slotbridge' ) }>
			<SelectField
				label={ __( 'State', 'slotbridge' ) }
				value={ filter.state }
				options={ [
					{ value: '', label: withCount( __( 'All', 'slotbridge' ), total ) },
					...eventStates.map( ( state ) => ( { value: state, label: withCount( stateWords[ state ].label, counts?.[ state ] ) } ) ),
				] }
				onChange={ ( state ) => onChange( { state } ) }
			/>
			<SelectField
				label={ __( 'About', 'slotbridge' ) }
				value={ filter.entity }
				options={ [
					{ value: '', label: __( 'Everything', 'slotbridge' ) },
					{ value: 'calendar', label: __( 'Calendars', 'slotbridge' ) },
					{ value: 'calendar-group', label: __( 'Calendar groups', 'slotbridge' ) },
					{ value: 'member', label: __( 'Members', 'slotbridge' ) },
					{ value: 'booking', label: __( 'Bookings', 'slotbridge' ) },
					{ value: 'offering', label: __( 'Offerings', 'slotbridge' ) },
					{ value: 'page', label: __( 'Pages', 'slotbridge' ) },
					{ value: 'team', label: __( 'Teams', 'slotbridge' ) },
					{ value: 'inbound', label: __( 'Inbound addresses', 'slotbridge' ) },
				] }
				onChange={ ( entity ) => onChange( { entity } ) }
			/>
			<Search value={ filter.q } onChange={ ( q ) => onChange( { q } ) } />
		</div>
	);
}

/** Asks a moment after the last key, not with each one. */
function Search( { value, onChange }: { value: string; onChange: ( value: string ) => void } ) {
	const [ text, setText ] = useState( value );
	useEffect( () => setText( value ), [ value ] );
	useEffect( () => {
		if ( text !== value ) {
			const timer = window.setTimeout( () => onChange( text.trim() ), 350 );
			return () => window.clearTimeout( timer );
		}
		// Only a change of the text starts the clock; a new callback does not.
	}, [ text ] ); // eslint-disable-line react-hooks/exhaustive-deps
	return (
		<div className="slotbridge-filters__search">
			<SearchControl
				__nextHasNoMarginBottom
				label={ __( 'Search by name or id', 'slotbridge' ) }
				hideLabelFromVision={ false }
				placeholder={ __( 'Name, WordPress id or HighLevel id', 'slotbridge' ) }
				value={ text }
				onChange={ setText }
			/>
		</div>
	);
}
