/** What the site decided for one person: for each calendar the verdict, the sentence, and every rule that was looked at. */
import { Icon } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { check, closeSmall, help } from '@wordpress/icons';
import type { Answer, Person, RuleAnswer } from '../../api/access.ts';
import { Badge } from '../../shared/Badge.tsx';
import { matchWords, verdictOf } from './verdict.ts';

const icons = { yes: check, no: closeSmall, unknown: help };

export function AnswerList( { person, answers }: { person: Person; answers: Answer[] } ) {
	const seen = answers.filter( ( { allowed } ) => allowed ).length;
	return (
		<div className="slotbridge-answers">
			<h3>
				{ sprintf(
					/* translators: 1: name of a person, 2: number of calendars that the person sees, 3: number of calendars that were looked at. */
					_n( '%1$s sees %2$d of %3$d calendar', '%1$s sees %2$d of %3$d calendars', answers.length, 'slotbridge' ),
					person.name,
					seen,
					answers.length,
				) }
			</h3>
			<ul>
				{ answers.map( ( answer ) => (
					<One key={ answer.calendar.id } answer={ answer } />
				) ) }
			</ul>
		</div>
	);
}

function One( { answer }: { answer: Answer } ) {
	const { tone, words } = verdictOf( answer );
	return (
		<li className="slotbridge-answer">
			<div className="slotbridge-answer__head">
				<strong>{ answer.calendar.name }</strong>
				<Badge tone={ tone }>{ words }</Badge>
			</div>
			<p>{ answer.words }</p>
			{ answer.rules.length > 0 && (
				<>
					<p className="slotbridge-muted">
						{ answer.inherited && sprintf( /* translators: %s: name of a calendar group. */ __( 'The rules are those of the group “%s”.', 'slotbridge' ), answer.group ) } { matchWords( answer.match ) }
					</p>
					<ul className="slotbridge-answer__rules">
						{ answer.rules.map( ( rule ) => (
							<Rule key={ `${ rule.kind }:${ rule.id }:${ rule.words }` } rule={ rule } />
						) ) }
					</ul>
				</>
			) }
		</li>
	);
}

function Rule( { rule }: { rule: RuleAnswer } ) {
	return (
		<li className={ `is-${ rule.result }` }>
			<Icon icon={ icons[ rule.result ] } size={ 20 } />
			<span>{ rule.words }</span>
		</li>
	);
}
