/** One run of a workflow: its steps one below the other, each with its attempts. */
import { __, sprintf } from '@wordpress/i18n';
import type { Run, Step } from '../../api/types.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { duration } from '../../shared/format-time.ts';
import { When } from '../../shared/When.tsx';
import { bridgeWords } from '../../shared/bridge-words.ts';
import { AttemptView } from './AttemptView.tsx';
import { stepLabel, toneOf } from './state-words.ts';

interface RunCardProps {
	run: Run;
	number: number;
	isOnly: boolean;
	/** True when the head of the event says the same. */
	isReasonTold: boolean;
}

export function RunCard( { run, number, isOnly, isReasonTold }: RunCardProps ) {
	return (
		<Card
			title={ isOnly ? __( 'Steps', 'slotbridge' ) : sprintf( /* translators: %d: number of a run, 1 is the first. */ __( 'Run %d', 'slotbridge' ), number ) }
			description={
				<>
					<When at={ run.startedAt } />
					{ run.finishedAt && ` · ${ duration( Date.parse( run.finishedAt ) - Date.parse( run.startedAt ) ) }` }
				</>
			}
			aside={ <Badge tone={ toneOf( run.state ) }>{ stepLabel( run.state ) }</Badge> }
		>
			{ run.reason && ! isReasonTold && <p className={ `slotbridge-outcome is-${ toneOf( run.state ) }` }>{ run.reason }</p> }
			{ run.steps.length === 0 && <p className="slotbridge-muted">{ __( 'It ended before its first step.', 'slotbridge' ) }</p> }
			<ol className="slotbridge-timeline">
				{ run.steps.map( ( step ) => (
					<StepItem key={ step.id } step={ step } />
				) ) }
			</ol>
		</Card>
	);
}

function StepItem( { step }: { step: Step } ) {
	const tone = toneOf( step.state );
	return (
		<li className={ `is-${ tone }` }>
			<div className="slotbridge-timeline__head">
				<h3>{ bridgeWords( step.title ) }</h3>
				<Badge tone={ tone }>{ stepLabel( step.state ) }</Badge>
			</div>
			{ step.summary && <p>{ step.summary }</p> }
			{ step.attempts.map( ( attempt ) => (
				<AttemptView key={ attempt.id } attempt={ attempt } />
			) ) }
		</li>
	);
}
