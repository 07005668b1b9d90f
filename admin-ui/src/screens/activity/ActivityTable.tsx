/**
 * The list as a plain table. @wordpress/dataviews was weighed and left out: bundled it leans on private APIs of the one
 * core version it was built for (WordPress 6.8 lacks its `wp-theme` script, and then nothing loads at all), or brings 1.9 MB.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { ActivityItem } from '../../api/types.ts';
import { LinkTo } from '../../app/router.tsx';
import { Badge } from '../../shared/Badge.tsx';
import { CheckboxField } from '../../shared/controls.tsx';
import { When } from '../../shared/When.tsx';
import { boot } from '../../shared/boot.ts';
import { eventTitle } from '../../shared/bridge-words.ts';
import { changedWords } from './changed-words.ts';
import { stateWords } from './state-words.ts';

interface ActivityTableProps {
	items: ActivityItem[];
	/** Kept in the links, so that going back finds the list as it was. */
	filter: Record<string, string>;
	selected: string[];
	onSelect: ( ids: string[] ) => void;
}

export function ActivityTable( { items, filter, selected, onSelect }: ActivityTableProps ) {
	const failed = boot.capabilities.manage ? items.filter( ( { state } ) => state === 'dead' ).map( ( { id } ) => id ) : [];
	const isSelectable = failed.length > 0;
	const isAll = isSelectable && failed.every( ( id ) => selected.includes( id ) );
	return (
		<div className="slotbridge-table-wrap slotbridge-card">
			<table className="slotbridge-table slotbridge-activity">
				<caption className="screen-reader-text">{ __( 'Events, newest first', 'slotbridge' ) }</caption>
				<thead>
					<tr>
						{ isSelectable && (
							<td className="slotbridge-activity__select">
								<CheckboxField
									aria-label={ __( 'Select all failed events in this list', 'slotbridge' ) }
									checked={ isAll }
									indeterminate={ ! isAll && selected.length > 0 }
									onChange={ ( isOn ) => onSelect( isOn ? failed : [] ) }
								/>
							</td>
						) }
						<th scope="col">{ __( 'What happened', 'slotbridge' ) }</th>
						<th scope="col">{ __( 'State', 'slotbridge' ) }</th>
						<th scope="col">{ __( 'When', 'slotbridge' ) }</th>
						<th scope="col" className="slotbridge-number">{ __( 'Tries', 'slotbridge' ) }</th>
					</tr>
				</thead>
				<tbody>
					{ items.map( ( item ) => (
						<Row key={ item.id } { ...{ item, filter, selected, onSelect, isSelectable } } />
					) ) }
				</tbody>
			</table>
		</div>
	);
}

interface RowProps extends Omit<ActivityTableProps, 'items'> {
	item: ActivityItem;
	isSelectable: boolean;
}

function Row( { item, filter, selected, onSelect, isSelectable }: RowProps ) {
	const words = stateWords[ item.state ];
	const isSelected = selected.includes( item.id );
	const changed = changedWords( item.changed );
	return (
		<tr className={ `is-${ item.state }` }>
			{ isSelectable && (
				<td className="slotbridge-activity__select">
					{ item.state === 'dead' && (
						<CheckboxField
							aria-label={ sprintf( /* translators: %s: what happened. */ __( 'Select: %s', 'slotbridge' ), eventTitle( item ) ) }
							checked={ isSelected }
							onChange={ ( isOn ) => onSelect( isOn ? [ ...selected, item.id ] : selected.filter( ( id ) => id !== item.id ) ) }
						/>
					) }
				</td>
			) }
			<th scope="row">
				<LinkTo to={ { screen: 'activity', params: { ...filter, event: item.id } } }>{ eventTitle( item ) }</LinkTo>
				{ changed && (
					<span className="slotbridge-muted">
						{ sprintf( /* translators: %s: list of field names. */ __( 'Changed: %s', 'slotbridge' ), changed ) }
					</span>
				) }
			</th>
			<td data-label={ __( 'State', 'slotbridge' ) }>
				<Badge tone={ words.tone }>{ words.label }</Badge>
				{ item.reason && item.state !== 'superseded' && <span className="slotbridge-reason">{ item.reason }</span> }
				{ item.state === 'retrying' && item.nextAttemptAt && (
					<span className="slotbridge-muted">
						{ __( 'Next try', 'slotbridge' ) } <When at={ item.nextAttemptAt } />
					</span>
				) }
			</td>
			<td data-label={ __( 'When', 'slotbridge' ) } className="slotbridge-nowrap">
				<When at={ item.time } />
			</td>
			<td data-label={ __( 'Tries', 'slotbridge' ) } className="slotbridge-number">
				{ item.attempts }
			</td>
		</tr>
	);
}
