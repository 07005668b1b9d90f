/** One connected HighLevel location: its state, its scopes, and its upkeep. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { changeConnection, testConnection } from '../../api/connections.ts';
import type { Connection, ConnectionTest } from '../../api/types.ts';
import { Badge } from '../../shared/Badge.tsx';
import { Card } from '../../shared/Card.tsx';
import { Action } from '../../shared/controls.tsx';
import { Fact, Facts } from '../../shared/Facts.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';
import { adviceFor } from './problems.ts';
import { DisconnectButton } from './DisconnectButton.tsx';
import { OAuthButton } from './OAuthButton.tsx';
import { ReplaceTokenButton } from './ReplaceTokenButton.tsx';
import { ServerSwitch } from './ServerSwitch.tsx';
import { ScopeTable } from './ScopeTable.tsx';
import { TokenFacts } from './TokenFacts.tsx';
import { TestResult } from './TestResult.tsx';

const badges = {
	active: { tone: 'good', words: __( 'Connected', 'slotbridge' ) },
	paused: { tone: 'wait', words: __( 'Paused', 'slotbridge' ) },
	broken: { tone: 'bad', words: __( 'Needs attention', 'slotbridge' ) },
} as const;

/** @param hasSandbox Of the bridge; undefined: it cannot be asked just now. */
export function ConnectionCard( { connection, hasSandbox, reload }: { connection: Connection; hasSandbox: boolean | undefined; reload: () => Promise<void> } ) {
	const [ test, setTest ] = useState<ConnectionTest | null>( null );
	const testing = useTask();
	const pausing = useTask();
	const notify = useNotify();
	const isLost = connection.server === 'sandbox' && hasSandbox === false;
	const badge = badges[ isLost && connection.status === 'active' ? 'broken' : connection.status ];
	const isPaused = connection.status === 'paused';

	const retest = (): void =>
		void testing.run( async () => {
			setTest( await testConnection( connection.id ) );
			await reload();
		} );
	const togglePause = async (): Promise<void> => {
		const isDone = await pausing.run( async () => {
			await changeConnection( connection.id, { status: isPaused ? 'active' : 'paused' } );
			await reload();
		} );
		if ( isDone ) {
			notify( isPaused ? __( 'Resumed. What was waiting is being sent.', 'slotbridge' ) : __( 'Paused. Changes wait until you resume.', 'slotbridge' ) );
		}
	};
	const error = testing.error ?? pausing.error;

	return (
		<Card title={ connection.locationName || connection.locationId } description={ __( 'HighLevel location', 'slotbridge' ) } aside={ <Badge tone={ badge.tone }>{ badge.words }</Badge> }>
			{ connection.status === 'broken' && (
				<Notice status="error" isDismissible={ false }>
					{ connection.statusReason } { connection.kind === 'privateIntegration' && adviceFor( connection.statusCode ?? '' ).advice }
				</Notice>
			) }
			{ connection.tokenReminder && (
				<Notice status="warning" isDismissible={ false }>
					{ connection.tokenReminder }
				</Notice>
			) }
			{ connection.trouble && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'HighLevel keeps failing, so calls to this location rest. Nothing is lost; it goes on by itself.', 'slotbridge' ) } { connection.trouble.reason } { __( 'Next try:', 'slotbridge' ) } <When at={ connection.trouble.nextProbeAt } />
				</Notice>
			) }
			{ isPaused && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'Paused: changes are collected and nothing is sent to HighLevel until you resume.', 'slotbridge' ) }
				</Notice>
			) }
			{ isLost && (
				<Notice status="error" isDismissible={ false }>
					{ __( 'This location is switched to the sandbox, but the bridge has no sandbox any more. Its changes wait and nothing is lost.', 'slotbridge' ) }{ ' ' }
					{ connection.kind === 'oauth'
						? __( 'Connect it with HighLevel again, which makes it live, or ask whoever runs the bridge to name the sandbox again in HIGHLEVEL_SANDBOX_URL.', 'slotbridge' )
						: __( 'Switch it to live, or ask whoever runs the bridge to name the sandbox again in HIGHLEVEL_SANDBOX_URL.', 'slotbridge' ) }
				</Notice>
			) }
			{ connection.server === 'sandbox' && ! isLost && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'Switched to the sandbox: changes of this location go there, and HighLevel gets none until you switch back.', 'slotbridge' ) }
				</Notice>
			) }
			{ error && (
				<Notice status="error" isDismissible={ false }>
					{ error.message }
				</Notice>
			) }
			<Facts>
				<Fact label={ __( 'Location ID', 'slotbridge' ) }>
					<code dir="ltr">{ connection.locationId }</code>
				</Fact>
				<Fact label={ __( 'Time zone', 'slotbridge' ) }>{ connection.timeZone || '–' }</Fact>
				<TokenFacts connection={ connection } reload={ reload } />
				<Fact label={ __( 'Last checked', 'slotbridge' ) }>{ connection.checkedAt ? <When at={ connection.checkedAt } /> : __( 'Never', 'slotbridge' ) }</Fact>
			</Facts>
			{ test ? <TestResult test={ test } /> : <Scopes connection={ connection } /> }
			<div className="slotbridge-actions">
				<Action variant="secondary" isBusy={ testing.isBusy } disabled={ testing.isBusy } accessibleWhenDisabled onClick={ retest }>
					{ testing.isBusy ? __( 'Testing…', 'slotbridge' ) : __( 'Test again', 'slotbridge' ) }
				</Action>
				<Action variant="secondary" isBusy={ pausing.isBusy } disabled={ pausing.isBusy } accessibleWhenDisabled onClick={ () => void togglePause() }>
					{ isPaused ? __( 'Resume', 'slotbridge' ) : __( 'Pause', 'slotbridge' ) }
				</Action>
				{ connection.kind === 'oauth' ? <OAuthButton as="location" words={ __( 'Connect with HighLevel again', 'slotbridge' ) } /> : <ReplaceTokenButton connection={ connection } onDone={ reload } /> }
				{ ( hasSandbox || ( connection.server === 'sandbox' && ! ( isLost && connection.kind === 'oauth' ) ) ) && <ServerSwitch connection={ connection } reload={ reload } /> }
				<DisconnectButton connection={ connection } onDone={ reload } />
			</div>
		</Card>
	);
}

/** All granted is one quiet line; anything missing opens the table. */
function Scopes( { connection: { scopes, scopesMissing, scopesSuperfluous } }: { connection: Connection } ) {
	const granted = scopes.filter( ( scope ) => scope.granted === true ).length;
	if ( scopes.length === 0 ) {
		return null;
	}
	return (
		<details className="slotbridge-disclosure" open={ scopesMissing.length > 0 }>
			<summary>
				{ sprintf(
					/* translators: 1: number of granted scopes, 2: number of all scopes. */
					__( 'Scopes: %1$d of %2$d granted', 'slotbridge' ),
					granted,
					scopes.length
				) }
			</summary>
			<ScopeTable scopes={ scopes } />
			{ scopesSuperfluous.length > 0 && (
				<p className="slotbridge-muted">
					{ __( 'Nothing that is switched on needs these, so you may untick them in HighLevel:', 'slotbridge' ) } <code dir="ltr">{ scopesSuperfluous.join( ', ' ) }</code>
				</p>
			) }
		</details>
	);
}
