/** What was found of AccessAlly and ProgressAlly, what is missing, and what follows from it. */
import { __, sprintf } from '@wordpress/i18n';
import type { Finding } from '../../api/accessally.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { findingWords, summariseFindings } from './finding-words.ts';

export function FindingsPanel( { findings }: { findings: Finding[] } ) {
	return (
		<Card title={ __( 'What was found on this site', 'slotbridge' ) } description={ summariseFindings( findings ) }>
			<ul className="slotbridge-findings">
				{ findings.map( ( finding ) => (
					<li key={ finding.id } className={ `is-${ finding.state }` }>
						<div className="slotbridge-findings__head">
							<h3>{ finding.title }</h3>
							<Badge tone={ findingWords[ finding.state ].tone }>{ findingWords[ finding.state ].label }</Badge>
						</div>
						{ finding.consequence && <p>{ finding.consequence }</p> }
						{ finding.detail && (
							<details className="slotbridge-disclosure">
								<summary aria-label={ sprintf( /* translators: %s: what was looked for. */ __( 'Details: %s', 'slotbridge' ), finding.title ) }>{ __( 'Details', 'slotbridge' ) }</summary>
								<p className="slotbridge-muted">{ finding.detail }</p>
							</details>
						) }
					</li>
				) ) }
			</ul>
		</Card>
	);
}
