/** Beside the form for a token: access that HighLevel gives itself, where the bridge has an app. */
import { __ } from '@wordpress/i18n';
import { OAuthButton } from './OAuthButton.tsx';

export function OAuthOffer() {
	return (
		<div className="slotbridge-form">
			<p>{ __( 'Choose your location in HighLevel and allow the app. There is no token to copy, and the access renews itself.', 'slotbridge' ) }</p>
			<div className="slotbridge-actions">
				<OAuthButton as="location" variant="primary" words={ __( 'Connect with HighLevel', 'slotbridge' ) } />
				<OAuthButton as="agency" variant="tertiary" words={ __( 'Connect an agency with several locations', 'slotbridge' ) } />
			</div>
			<p className="slotbridge-muted">{ __( 'Or enter a token that you make yourself:', 'slotbridge' ) }</p>
		</div>
	);
}
