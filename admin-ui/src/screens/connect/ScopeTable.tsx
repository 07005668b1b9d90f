/** Every scope that was probed: granted, missing, or not to be found out, and what it is for. */
import { __ } from '@wordpress/i18n';
import type { ScopeReport } from '../../api/types.ts';
import { Badge } from '../../shared/Badge.tsx';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { bridgeWords } from '../../shared/bridge-words.ts';
import type { Tone } from '../../shared/tones.ts';

export function ScopeTable( { scopes }: { scopes: ScopeReport[] } ) {
	return (
		<div className="slotbridge-table-wrap">
			<table className="slotbridge-table slotbridge-scopes">
				<caption className="screen-reader-text">{ __( 'Scopes of the token', 'slotbridge' ) }</caption>
				<thead>
					<tr>
						<th scope="col">{ __( 'Scope', 'slotbridge' ) }</th>
						<th scope="col">{ __( 'What it is for', 'slotbridge' ) }</th>
						<th scope="col">{ __( 'State', 'slotbridge' ) }</th>
					</tr>
				</thead>
				<tbody>
					{ scopes.map( ( report ) => (
						<tr key={ report.scope }>
							<th scope="row">
								<code dir="ltr">{ report.scope }</code>
								{ report.granted === false && report.need !== 'unused' && <CopyButton text={ report.scope } what={ report.scope } /> }
							</th>
							<td>{ bridgeWords( report.why ) }</td>
							<td>
								<ScopeState report={ report } />
							</td>
						</tr>
					) ) }
				</tbody>
			</table>
		</div>
	);
}

function ScopeState( { report }: { report: ScopeReport } ) {
	if ( report.granted === null ) {
		return <Badge tone="quiet">{ __( 'Not known', 'slotbridge' ) }</Badge>;
	}
	if ( report.need === 'unused' ) {
		return <Badge tone="quiet">{ report.granted ? __( 'Granted, not needed', 'slotbridge' ) : __( 'Not needed', 'slotbridge' ) }</Badge>;
	}
	if ( report.granted ) {
		return <Badge tone="good">{ __( 'Granted', 'slotbridge' ) }</Badge>;
	}
	const tone: Tone = report.need === 'required' ? 'bad' : 'warn';
	return <Badge tone={ tone }>{ report.need === 'required' ? __( 'Missing, needed', 'slotbridge' ) : __( 'Missing, recommended', 'slotbridge' ) }</Badge>;
}
