/** The set-up: three steps, one open at a time, each explained where it stands. */
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { addConnection, testCredentials, type Credentials } from '../../api/connections.ts';
import type { ConnectionTest, Status } from '../../api/types.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { Action } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { BridgeStep } from './BridgeStep.tsx';
import { HighLevelStep } from './HighLevelStep.tsx';
import { OAuthOffer } from './OAuthOffer.tsx';
import { Step } from './Step.tsx';
import { TestResult } from './TestResult.tsx';
import { UnpairButton } from './UnpairButton.tsx';

export function Setup( { status, reload }: { status: Status; reload: () => Promise<void> } ) {
	const { paired, bridgeUrl } = status.pairing;
	return (
		<>
			<PageHeading
				title={ __( 'Connect', 'slotbridge' ) }
				description={ __( 'Three steps, about five minutes. After that, calendars you save in WordPress appear in HighLevel by themselves.', 'slotbridge' ) }
			/>
			<ol className="slotbridge-steps">
				<Step
					number={ 1 }
					title={ __( 'Pair with the bridge', 'slotbridge' ) }
					state={ paired ? 'done' : 'open' }
					summary={
						<>
							<span>
								{ sprintf( /* translators: %s: address of the bridge. */ __( 'Paired with %s.', 'slotbridge' ), bridgeUrl ?? '' ) }
							</span>
							<UnpairButton onDone={ reload } />
						</>
					}
				>
					<BridgeStep knownUrl={ bridgeUrl } onPaired={ reload } />
				</Step>
				<ConnectSteps isOpen={ paired } hasOAuth={ status.offers?.oauth === true } reload={ reload } />
			</ol>
		</>
	);
}

function ConnectSteps( { isOpen, hasOAuth, reload }: { isOpen: boolean; hasOAuth: boolean; reload: () => Promise<void> } ) {
	const [ credentials, setCredentials ] = useState<Credentials>( { token: '', locationId: '' } );
	const [ test, setTest ] = useState<ConnectionTest | null>( null );
	const testing = useTask();
	const saving = useTask();
	const notify = useNotify();

	const change = ( next: Credentials ): void => {
		setCredentials( next );
		// A result belongs to the values it was made with.
		setTest( null );
		testing.clear();
		saving.clear();
	};
	const runTest = (): void => void testing.run( async () => setTest( await testCredentials( credentials ) ) );
	const connect = async (): Promise<void> => {
		const isConnected = await saving.run( async () => {
			await addConnection( credentials );
			await reload();
		} );
		if ( isConnected ) {
			notify( __( 'Connected to HighLevel.', 'slotbridge' ) );
		}
	};
	const error = testing.error ?? saving.error;

	return (
		<>
			<Step number={ 2 } title={ __( 'Give access to HighLevel', 'slotbridge' ) } state={ isOpen ? 'open' : 'later' } summary={ __( 'A private integration token and the id of your location.', 'slotbridge' ) }>
				{ hasOAuth && <OAuthOffer /> }
				<HighLevelStep credentials={ credentials } onChange={ change } onTest={ runTest } isBusy={ testing.isBusy } error={ error } test={ test } />
			</Step>
			<Step number={ 3 } title={ __( 'Check and connect', 'slotbridge' ) } state={ test ? 'open' : 'later' } summary={ __( 'You see which location was found and whether anything is missing, before anything is saved.', 'slotbridge' ) }>
				{ test && <TestResult test={ test } /> }
				<div className="slotbridge-actions">
					{ test?.ok ? (
						<Action variant="primary" isBusy={ saving.isBusy } disabled={ saving.isBusy } accessibleWhenDisabled onClick={ () => void connect() }>
							{ __( 'Connect this location', 'slotbridge' ) }
						</Action>
					) : (
						<Action variant="primary" isBusy={ testing.isBusy } disabled={ testing.isBusy } accessibleWhenDisabled onClick={ runTest }>
							{ __( 'Test again', 'slotbridge' ) }
						</Action>
					) }
				</div>
			</Step>
		</>
	);
}
