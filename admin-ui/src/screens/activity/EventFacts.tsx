/** The head of an event: its state in words, why, and its numbers. */
import { __ } from '@wordpress/i18n';
import type { ActivityItem } from '../../api/types.ts';
import { LinkTo } from '../../app/router.tsx';
import { Badge } from '../../shared/Badge.tsx';
import { calendarUrl, userUrl } from '../../shared/boot.ts';
import { Card } from '../../shared/Card.tsx';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { Fact, Facts } from '../../shared/Facts.tsx';
import { When } from '../../shared/When.tsx';
import { entityWords } from './entity-words.ts';
import { changedWords } from './changed-words.ts';
import { stateWords } from './state-words.ts';

export function EventFacts( { item }: { item: ActivityItem } ) {
	const words = stateWords[ item.state ];
	return (
		<Card title={ __( 'What became of it', 'slotbridge' ) } aside={ <Badge tone={ words.tone }>{ words.label }</Badge> }>
			<p className={ `slotbridge-outcome is-${ words.tone }` }>{ item.state === 'superseded' ? words.meaning : ( item.reason ?? meaningOf( item ) ) }</p>
			{ item.state === 'superseded' && item.supersededBy && (
				<p>
					<LinkTo to={ { screen: 'activity', params: { event: item.supersededBy } } }>{ __( 'See the newer change', 'slotbridge' ) }</LinkTo>
				</p>
			) }
			<Facts>
				<Fact label={ entityWords[ item.entity ] ?? item.entity }>
					<EntityLink item={ item } />
				</Fact>
				<Fact label={ __( 'Changed', 'slotbridge' ) }>{ item.changed.length === 0 ? '–' : changedWords( item.changed ) || __( 'Everything', 'slotbridge' ) }</Fact>
				<Fact label={ __( 'Happened', 'slotbridge' ) }>
					<When at={ item.time } />
				</Fact>
				<Fact label={ __( 'Finished', 'slotbridge' ) }>{ item.finishedAt ? <When at={ item.finishedAt } /> : '–' }</Fact>
				<Fact label={ __( 'Tries', 'slotbridge' ) }>
					{ item.attempts }
					{ item.nextAttemptAt && item.finishedAt === null && (
						<>
							{ ', ' }
							{ __( 'next', 'slotbridge' ) } <When at={ item.nextAttemptAt } />
						</>
					) }
				</Fact>
				{ isMirrored( item ) && (
					<>
						<Id label={ __( 'HighLevel ID', 'slotbridge' ) } id={ item.highLevelId } />
						<Id label={ __( 'HighLevel location', 'slotbridge' ) } id={ item.locationId } />
					</>
				) }
				<Id label={ __( 'Event ID', 'slotbridge' ) } id={ item.id } />
				<Fact label={ __( 'Sequence', 'slotbridge' ) }>{ item.sequence }</Fact>
			</Facts>
		</Card>
	);
}

/** Whether HighLevel has a counterpart of what it is about. */
const isMirrored = ( { entity }: ActivityItem ): boolean => entity === 'calendar' || entity === 'calendar-group';

function meaningOf( item: ActivityItem ): string {
	return item.state === 'delivered' && ! isMirrored( item ) ? __( 'The bridge has it. The steps say what was done for it.', 'slotbridge' ) : stateWords[ item.state ].meaning;
}

function EntityLink( { item }: { item: ActivityItem } ) {
	const id = Number( item.subject.split( '/' )[ 1 ] );
	const url = id > 0 ? { calendar: calendarUrl( id ), member: userUrl( id ) }[ item.entity as string ] : undefined;
	return url ? <a href={ url }>{ item.entityName || item.subject }</a> : <>{ item.entityName || item.subject }</>;
}

function Id( { label, id }: { label: string; id: string | null } ) {
	return (
		<Fact label={ label }>
			{ id ? (
				<span className="slotbridge-id">
					<code dir="ltr">{ id }</code>
					<CopyButton text={ id } what={ label } />
				</span>
			) : (
				'–'
			) }
		</Fact>
	);
}
