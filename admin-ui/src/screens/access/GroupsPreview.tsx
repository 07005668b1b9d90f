/** What the choice would do to the groups, asked of the site before anything is done. */
import { useCallback } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { previewGroups, type GroupMapping } from '../../api/access.ts';
import { useResource } from '../../shared/use-resource.ts';
import { isOn, planWords, stepWords } from './groups-words.ts';

export function GroupsPreview( { mapping }: { mapping: GroupMapping } ) {
	const text = JSON.stringify( mapping );
	const load = useCallback( ( signal: AbortSignal ) => previewGroups( JSON.parse( text ) as GroupMapping, signal ), [ text ] );
	const { data, error, isLoading } = useResource( load );
	return (
		<div className="slotbridge-plan" aria-busy={ isLoading }>
			<p role="status">
				{ error === null && data === null && __( 'Looking at what this would do…', 'slotbridge' ) }
				{ error !== null && <span className="slotbridge-field-error">{ error.message }</span> }
				{ error === null && data !== null && <strong>{ planWords( data.steps, isOn( mapping ) ) }</strong> }
			</p>
			{ error === null && data !== null && data.steps.length > 0 && (
				<details className="slotbridge-disclosure">
					<summary>{ __( 'Show which', 'slotbridge' ) }</summary>
					<ul>
						{ data.steps.map( ( step ) => (
							<li key={ `${ step.action }:${ step.source }:${ step.name }` }>{ stepWords( step ) }</li>
						) ) }
					</ul>
				</details>
			) }
		</div>
	);
}
