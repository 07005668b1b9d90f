/** The people that were looked at, with the verdict and the sentence for each. */
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { WhoItem } from '../../api/access.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Action, SelectField } from '../../shared/controls.tsx';
import { mostListed, type Who } from './use-who.ts';
import { verdictOf } from './verdict.ts';

const step = 25;

type Filter = 'all' | 'sees' | 'hidden';

const fits = ( { allowed }: WhoItem, filter: Filter ): boolean => filter === 'all' || allowed === ( filter === 'sees' );

export function WhoTable( { who }: { who: Who } ) {
	const [ filter, setFilter ] = useState<Filter>( 'all' );
	const [ shown, setShown ] = useState( step );
	const fitting = who.listed.filter( ( item ) => fits( item, filter ) );
	const choose = ( next: string ): void => {
		setFilter( next as Filter );
		setShown( step );
	};
	return (
		<>
			<div className="slotbridge-form">
				<SelectField
					label={ __( 'Show', 'slotbridge' ) }
					value={ filter }
					options={ [
						{ value: 'all', label: __( 'Everybody', 'slotbridge' ) },
						{ value: 'sees', label: __( 'Those who see it', 'slotbridge' ) },
						{ value: 'hidden', label: __( 'Those who do not', 'slotbridge' ) },
					] }
					onChange={ choose }
				/>
			</div>
			<div className="slotbridge-table-wrap">
				<table className="slotbridge-table">
					<thead>
						<tr>
							<th scope="col">{ __( 'Member', 'slotbridge' ) }</th>
							<th scope="col">{ __( 'Calendar', 'slotbridge' ) }</th>
							<th scope="col">{ __( 'Why', 'slotbridge' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ fitting.slice( 0, shown ).map( ( item ) => (
							<Row key={ item.user.id } item={ item } />
						) ) }
						{ fitting.length === 0 && (
							<tr>
								<td colSpan={ 3 }>{ __( 'Nobody.', 'slotbridge' ) }</td>
							</tr>
						) }
					</tbody>
				</table>
			</div>
			{ fitting.length > shown && (
				<div className="slotbridge-actions">
					<Action variant="secondary" onClick={ () => setShown( shown + step ) }>
						{ __( 'Show more', 'slotbridge' ) }
					</Action>
				</div>
			) }
			{ who.total > mostListed && who.listed.length === mostListed && (
				<p className="slotbridge-muted">{ sprintf( /* translators: %d: number of people. */ __( 'Only the first %d are listed; the count is of all.', 'slotbridge' ), mostListed ) }</p>
			) }
		</>
	);
}

function Row( { item }: { item: WhoItem } ) {
	const { tone, words } = verdictOf( item );
	return (
		<tr>
			<th scope="row">
				{ item.user.name }
				{ item.user.email && <span className="slotbridge-muted slotbridge-who-mail">{ item.user.email }</span> }
			</th>
			<td>
				<Badge tone={ tone }>{ words }</Badge>
			</td>
			<td>{ item.words }</td>
		</tr>
	);
}
