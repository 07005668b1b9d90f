/** The audit log as a table: the deed, each value that changed, who, and when. */
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { AuditChange, AuditItem } from '../../api/audit.ts';
import { Action } from '../../shared/controls.tsx';
import { When } from '../../shared/When.tsx';
import { deedWords, personWords, sourceWords, valueWords } from './audit-words.ts';

/** So many values are shown before somebody asks for the rest. */
const few = 4;

export function AuditTable( { items }: { items: AuditItem[] } ) {
	return (
		<div className="slotbridge-table-wrap slotbridge-card">
			<table className="slotbridge-table slotbridge-audit">
				<caption className="screen-reader-text">{ __( 'Changes by people, newest first', 'slotbridge' ) }</caption>
				<thead>
					<tr>
						<th scope="col">{ __( 'What was done', 'slotbridge' ) }</th>
						<th scope="col">{ __( 'By', 'slotbridge' ) }</th>
						<th scope="col">{ __( 'When', 'slotbridge' ) }</th>
					</tr>
				</thead>
				<tbody>
					{ items.map( ( item ) => (
						<tr key={ item.id }>
							<th scope="row">
								{ deedWords( item.what ) }
								{ item.subject !== '' && <span className="slotbridge-muted">{ item.subject }</span> }
								<Changes changes={ item.changes } />
							</th>
							<td>
								{ personWords( item.user ) }
								<span className="slotbridge-muted">{ sourceWords( item.source ) }</span>
							</td>
							<td>
								<When at={ item.at } />
							</td>
						</tr>
					) ) }
				</tbody>
			</table>
		</div>
	);
}

function Changes( { changes }: { changes: AuditChange[] } ) {
	const [ isOpen, setOpen ] = useState( false );
	const shown = isOpen ? changes : changes.slice( 0, few );
	const more = changes.length - shown.length;
	if ( changes.length === 0 ) {
		return null;
	}
	return (
		<>
			<ul className="slotbridge-audit__changes">
				{ shown.map( ( change, index ) => (
					<li key={ index }>
						{ change.path !== '' && <code>{ change.path }</code> }
						<span className="screen-reader-text">{ __( 'before:', 'slotbridge' ) }</span>
						<del>{ valueWords( change.old ) }</del>
						<span aria-hidden="true">→</span>
						<span className="screen-reader-text">{ __( 'now:', 'slotbridge' ) }</span>
						<ins>{ valueWords( change.new ) }</ins>
					</li>
				) ) }
			</ul>
			{ more > 0 && (
				<Action variant="link" onClick={ () => setOpen( true ) }>
					{ sprintf( /* translators: %d: number of values. */ _n( 'Show %d more value', 'Show %d more values', more, 'slotbridge' ), more ) }
				</Action>
			) }
		</>
	);
}
