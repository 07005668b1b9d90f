/** Step 2: the token and the location. Testing them changes nothing. */
import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import type { ApiError } from '../../api/errors.ts';
import type { Credentials } from '../../api/connections.ts';
import type { ConnectionTest } from '../../api/types.ts';
import { Action, TextField } from '../../shared/controls.tsx';
import { readLocationId } from './location-id.ts';
import { problemAt } from './problems.ts';
import { problemsOf } from './refused-test.ts';
import { ScopeGuide } from './ScopeGuide.tsx';

interface HighLevelStepProps {
	credentials: Credentials;
	onChange: ( credentials: Credentials ) => void;
	onTest: () => void;
	isBusy: boolean;
	error: ApiError | null;
	test: ConnectionTest | null;
}

export function HighLevelStep( { credentials, onChange, onTest, isBusy, error, test }: HighLevelStepProps ) {
	const problems = [ ...( test?.problems ?? [] ), ...problemsOf( error ) ];
	const tokenError = error?.fields.token ?? problemAt( 'token', problems );
	const locationError = error?.fields.locationId ?? problemAt( 'locationId', problems );
	const submit = ( event: FormEvent ): void => {
		event.preventDefault();
		onTest();
	};
	return (
		<form className="slotbridge-form" onSubmit={ submit }>
			<p>{ __( 'A private integration token lets the bridge work in one HighLevel location. It goes straight to the bridge, is kept there encrypted, and is never shown again.', 'slotbridge' ) }</p>
			<ScopeGuide isOpen={ test === null } />
			<TextField
				label={ __( 'Private integration token', 'slotbridge' ) }
				type="password"
				value={ credentials.token }
				onChange={ ( token: string ) => onChange( { ...credentials, token: token.trim() } ) }
				required
				placeholder="pit-…"
				help={ __( 'Begins with “pit-”.', 'slotbridge' ) }
				error={ tokenError }
				autoComplete="off"
				data-1p-ignore="true"
				dir="ltr"
			/>
			<TextField
				label={ __( 'Location ID', 'slotbridge' ) }
				value={ credentials.locationId }
				onChange={ ( pasted: string ) => onChange( { ...credentials, locationId: readLocationId( pasted ) } ) }
				required
				help={ __( 'In the sub-account under Settings → Business Profile. You may also paste the address of any page of that sub-account.', 'slotbridge' ) }
				error={ locationError }
				autoComplete="off"
				dir="ltr"
				spellCheck={ false }
			/>
			{ error && ! tokenError && ! locationError && (
				<Notice status="error" isDismissible={ false }>
					{ problemAt( 'step', problems ) ?? error.message }
				</Notice>
			) }
			{ ( tokenError || locationError ) && (
				<p className="screen-reader-text" role="alert">
					{ tokenError ?? locationError }
				</p>
			) }
			<div className="slotbridge-actions">
				<Action variant={ test ? 'secondary' : 'primary' } type="submit" isBusy={ isBusy } disabled={ isBusy } accessibleWhenDisabled>
					{ isBusy ? __( 'Testing…', 'slotbridge' ) : __( 'Test the connection', 'slotbridge' ) }
				</Action>
				<span className="slotbridge-muted">{ __( 'Testing changes nothing in HighLevel.', 'slotbridge' ) }</span>
			</div>
		</form>
	);
}
