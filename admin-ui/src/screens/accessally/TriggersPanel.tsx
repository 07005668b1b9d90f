/** Every trigger under its heading with a switch, what it tells, and which personal data leaves the site with it. */
import { Notice } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { TriggerFamily } from '../../api/accessally.ts';
import { LinkTo } from '../../app/router.tsx';
import { Card } from '../../shared/Card.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { alike, countOn, sentNow } from './trigger-list.ts';
import { TriggerGroup } from './TriggerGroup.tsx';
import type { Triggers } from './use-triggers.ts';

export function TriggersPanel( { triggers: { data, error, isLoading, reload, faults, change } }: { triggers: Triggers } ) {
	const notify = useNotify();
	if ( data === null ) {
		return error ? (
			<Failed title={ __( 'The triggers could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
		) : (
			<Loading words={ __( 'Loading the triggers…', 'slotbridge' ) } lines={ 8 } />
		);
	}
	const turn = async ( type: string, name: string, on: boolean ): Promise<void> => {
		if ( ! ( await change( type, on ) ) ) {
			return;
		}
		if ( on ) {
			/* translators: %s: a trigger, e.g. "A member got a tag". */
			notify( sprintf( __( 'On: %s.', 'slotbridge' ), name ) );
		} else {
			/* translators: %s: a trigger, e.g. "A member got a tag". */
			notify( sprintf( __( 'Off: %s. What happens now is not told.', 'slotbridge' ), name ), { label: __( 'Undo', 'slotbridge' ), onClick: () => void turn( type, name, true ) } );
		}
	};
	return (
		<>
			{ ! data.paired && (
				<Notice status="warning" isDismissible={ false } className="slotbridge-notice">
					{ __( 'This site is not paired with a bridge. Until it is, nothing is told, and what happens to members meanwhile is not kept for later.', 'slotbridge' ) } <LinkTo to={ { screen: 'connect', params: {} } }>{ __( 'Go to Connect', 'slotbridge' ) }</LinkTo>
				</Notice>
			) }
			<Sent families={ data.families } />
			{ data.families.map( ( family ) => (
				<Card key={ family.id } title={ family.title } aside={ <OnCount family={ family } /> }>
					{ alike( family.triggers ).map( ( group ) => (
						<TriggerGroup key={ group[ 0 ].type } group={ group } faults={ faults } onChange={ ( { type, name }, on ) => void turn( type, name, on ) } />
					) ) }
				</Card>
			) ) }
		</>
	);
}

function OnCount( { family: { triggers } }: { family: TriggerFamily } ) {
	/* translators: 1: number of triggers that are on, 2: number of all of them. */
	return <span className="slotbridge-muted">{ sprintf( __( '%1$d of %2$d on', 'slotbridge' ), countOn( triggers ), triggers.length ) }</span>;
}

/** The sum of it: which personal data leaves the site as things are now. */
function Sent( { families }: { families: TriggerFamily[] } ) {
	const sent = sentNow( families );
	const count = families.reduce( ( sum, { triggers } ) => sum + countOn( triggers ), 0 );
	return (
		<div className="slotbridge-sent" role="status">
			<p>
				<strong>
					{ count === 0
						? __( 'No trigger is on.', 'slotbridge' )
						: sprintf( /* translators: %d: number of triggers. */ _n( '%d trigger is on.', '%d triggers are on.', count, 'slotbridge' ), count ) }
				</strong>{ ' ' }
				{ count === 0 && __( 'Nothing about your members leaves this site.', 'slotbridge' ) }
				{ count > 0 && sent.length === 0 && __( 'No personal data leaves this site.', 'slotbridge' ) }
				{ sent.length > 0 && sprintf( /* translators: %s: list of personal data. */ __( 'To the bridge goes, of the member in question: %s.', 'slotbridge' ), sent.join( '; ' ) ) }
			</p>
			<p className="slotbridge-muted">{ __( 'What is told shows under Activity. In HighLevel nothing happens for it as long as nothing is set to happen.', 'slotbridge' ) }</p>
		</div>
	);
}
