/** The Connect screen: set-up until a location is connected, health and upkeep afterwards. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { PageHeading } from '../../app/PageHeading.tsx';
import { useSiteStatus } from '../../app/site-status.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { usePolling } from '../../shared/use-polling.ts';
import { readConsentResult } from './consent-result.ts';
import { Connected } from './Connected.tsx';
import { Setup } from './Setup.tsx';
import { SiteAddressCard } from './SiteAddressCard.tsx';

export default function ConnectScreen() {
	const [ consent, setConsent ] = useState( () => readConsentResult( window.location.search ) );
	const { data: status, error, isLoading, reload } = useSiteStatus();
	// While the bridge is away it cannot name its connections: that is no reason to begin the set-up again.
	const isConnected = status !== null && status.pairing.paired && ( status.connections.length > 0 || Boolean( status.bridge?.error ) );
	usePolling( reload, isConnected ? 15_000 : null );

	if ( status === null ) {
		return (
			<>
				<PageHeading title={ __( 'Connect', 'slotbridge' ) } />
				{ error ? (
					<Failed title={ __( 'The state of SlotBridge could not be read', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
				) : (
					<Loading words={ __( 'Loading the connection…', 'slotbridge' ) } lines={ 6 } />
				) }
			</>
		);
	}
	if ( status.siteAddress?.elsewhere ) {
		return (
			<>
				<PageHeading title={ __( 'Connect', 'slotbridge' ) } />
				<SiteAddressCard siteAddress={ status.siteAddress } reload={ reload } />
			</>
		);
	}
	return (
		<>
			{ consent && (
				<Notice status={ consent.status } onRemove={ () => setConsent( null ) } className="slotbridge-notice">
					{ consent.words }
				</Notice>
			) }
			{ isConnected ? <Connected status={ status } reload={ reload } /> : <Setup status={ status } reload={ reload } /> }
		</>
	);
}
