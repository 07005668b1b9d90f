/** The connected state: what is connected, whether all is well, and the few things one does here. */
import { Notice } from '@wordpress/components';
import { lazy, Suspense } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Status } from '../../api/types.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { newCalendarUrl, boot } from '../../shared/boot.ts';
import { Action } from '../../shared/controls.tsx';
import { Loading } from '../../shared/states.tsx';
import { BridgeAway } from './BridgeAway.tsx';
import { BridgeCard } from './BridgeCard.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';
import { HealthCard } from './HealthCard.tsx';
import { OAuthButton } from './OAuthButton.tsx';
import { ResendButton } from './ResendButton.tsx';

const AlertsCard = lazy( () => import( /* webpackChunkName: "alerts" */ './AlertsCard.tsx' ) );

export function Connected( { status, reload }: { status: Status; reload: () => Promise<void> } ) {
	const isAway = Boolean( status.bridge?.error );
	return (
		<>
			<PageHeading
				title={ __( 'Connect', 'slotbridge' ) }
				description={
					isAway
						? __( 'SlotBridge is paired, but the bridge cannot be asked just now.', 'slotbridge' )
						: __( 'SlotBridge is set up. Calendars you save in WordPress are sent to HighLevel within seconds.', 'slotbridge' )
				}
				aside={
					<>
						<ResendButton onDone={ reload } />
						<Action variant="primary" href={ newCalendarUrl() }>
							{ __( 'Add a calendar', 'slotbridge' ) }
						</Action>
					</>
				}
			/>
			{ isAway && <BridgeAway status={ status } reload={ reload } /> }
			{ ! status.accessAlly.active && (
				<Notice status="info" isDismissible={ false } className="slotbridge-notice">
					{ __( 'AccessAlly is not active. Calendars work without it; only audiences made of tags, Teams and offerings need it.', 'slotbridge' ) }
				</Notice>
			) }
			{ status.connections.map( ( connection ) => (
				<ConnectionCard key={ connection.id } connection={ connection } hasSandbox={ status.offers?.sandbox } reload={ reload } />
			) ) }
			{ status.offers?.oauth && (
				<div className="slotbridge-actions">
					<OAuthButton as="location" words={ __( 'Connect another location with HighLevel', 'slotbridge' ) } />
				</div>
			) }
			<HealthCard status={ status } reload={ reload } />
			<Suspense fallback={ <Loading words={ __( 'Loading the alerts…', 'slotbridge' ) } /> }>
				<AlertsCard isAway={ isAway } />
			</Suspense>
			<BridgeCard status={ status } reload={ reload } />
			<p className="slotbridge-muted slotbridge-footnote">
				{ `SlotBridge ${ boot.version } · WordPress ${ status.wordpress.version } · PHP ${ status.wordpress.php }` }
			</p>
		</>
	);
}
