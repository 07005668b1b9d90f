/** Sends a test message to everybody who is saved, and says receiver by receiver how it went. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { testAlerts, type TestResult } from '../../api/alerts.ts';
import { Action } from '../../shared/controls.tsx';
import { useTask } from '../../shared/use-task.ts';
import { testWords } from './test-words.ts';

interface TestAlertProps {
	isDirty: boolean;
	hasReceiver: boolean;
}

export function TestAlert( { isDirty, hasReceiver }: TestAlertProps ) {
	const [ results, setResults ] = useState<TestResult[]>( [] );
	const testing = useTask();
	const isReady = hasReceiver && ! isDirty;
	const send = (): void =>
		void testing.run( async () => {
			setResults( [] );
			setResults( ( await testAlerts() ).results );
		} );
	return (
		<>
			<div className="slotbridge-actions">
				<Action variant="secondary" isBusy={ testing.isBusy } disabled={ ! isReady || testing.isBusy } accessibleWhenDisabled onClick={ send }>
					{ testing.isBusy ? __( 'Sending…', 'slotbridge' ) : __( 'Send a test alert', 'slotbridge' ) }
				</Action>
				{ ! isReady && <span className="slotbridge-muted">{ isDirty ? __( 'Save first: a test goes to what is saved.', 'slotbridge' ) : __( 'There is nobody to send it to yet.', 'slotbridge' ) }</span> }
			</div>
			{ testing.error && (
				<Notice status="error" isDismissible={ false }>
					{ testing.error.message }
				</Notice>
			) }
			<div role="status">
				{ results.length > 0 && (
					<ul className="slotbridge-alert-list">
						{ results.map( ( result ) => (
							<li key={ `${ result.channel } ${ result.receiver }` } className={ result.ok ? undefined : 'slotbridge-reason' }>
								{ testWords( result ) }
							</li>
						) ) }
					</ul>
				) }
			</div>
		</>
	);
}
