/** How to make a private integration in HighLevel, with every scope to tick, ready to copy. */
import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { scopesToTick } from './scopes.ts';

const strong = { b: <strong /> };

/** @param isOpen Folded away once a test has been made, so that its result is near. */
export function ScopeGuide( { isOpen }: { isOpen: boolean } ) {
	const scopes = scopesToTick();
	return (
		<details className="slotbridge-disclosure" open={ isOpen }>
			<summary>{ __( 'How to make the token in HighLevel', 'slotbridge' ) }</summary>
			<ol className="slotbridge-guide">
				<li>{ createInterpolateElement( __( 'Open your <b>sub-account</b> in HighLevel (not the agency view) and go to <b>Settings → Private Integrations</b>.', 'slotbridge' ), strong ) }</li>
				<li>{ createInterpolateElement( __( 'Choose <b>Create new integration</b> and name it “SlotBridge”.', 'slotbridge' ), strong ) }</li>
				<li>
					{ __( 'Tick these scopes. Search for each name in HighLevel’s list:', 'slotbridge' ) }
					<ul className="slotbridge-scope-advice">
						{ scopes.map( ( { scope, need, why } ) => (
							<li key={ scope }>
								<div>
									<code dir="ltr">{ scope }</code>
									{ need === 'recommended' && <span className="slotbridge-muted"> { __( '(recommended)', 'slotbridge' ) }</span> }
									<span className="slotbridge-scope-advice__why">{ why }</span>
								</div>
								<CopyButton text={ scope } what={ scope } />
							</li>
						) ) }
					</ul>
					<CopyButton
						text={ scopes.map( ( { scope } ) => scope ).join( '\n' ) }
						what={ __( 'all scopes', 'slotbridge' ) }
						label={ __( 'Copy all scopes', 'slotbridge' ) }
					/>
				</li>
				<li>{ createInterpolateElement( __( 'Choose <b>Create</b> and copy the token. HighLevel shows it only once.', 'slotbridge' ), strong ) }</li>
			</ol>
		</details>
	);
}
