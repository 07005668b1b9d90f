/** The list of all doors. */
import type { AppOptions } from '../create-app.ts';
import type { Route } from '../route.ts';
import { createAcceptEvents } from './accept-events.ts';
import { createAddConnection } from './add-connection.ts';
import { createAlerts } from './alerts.ts';
import { createBrowseHighLevel } from './browse-highlevel.ts';
import { createChangeConnection } from './change-connection.ts';
import { createForecast } from './forecast.ts';
import { createForecastSwitch } from './forecast-switch.ts';
import { createHealthz, createReadyz } from './health.ts';
import { createAdoptCalendar, createListImportable } from './import-calendars.ts';
import { createListActivity } from './list-activity.ts';
import { createListConnections } from './list-connections.ts';
import { createListLinks } from './list-links.ts';
import { createMendLink } from './mend-link.ts';
import { createPairSite } from './pair-site.ts';
import { createSetPause, createShowPauses } from './pauses.ts';
import { createPreviewMapping } from './preview-mapping.ts';
import { createReadSlots } from './read-slots.ts';
import { createRecheckConnection } from './recheck-connection.ts';
import { createRemoveConnection } from './remove-connection.ts';
import { createReplayEvents } from './replay-events.ts';
import { createRotateSecret } from './rotate-secret.ts';
import { createSaveConfig } from './save-config.ts';
import { createShowActivity } from './show-activity.ts';
import { createShowConfig } from './show-config.ts';
import { createShowOpenapi } from './show-openapi.ts';
import { createShowPairing } from './show-pairing.ts';
import { createTryConnection } from './try-connection.ts';
import { createStartOAuth } from './start-oauth.ts';
import { createCompareCalendars } from './compare-calendars.ts';
import { createFinishOAuth } from './finish-oauth.ts';
import { createReceiveHighLevelEvent } from './receive-highlevel-event.ts';
import { createUnpairSite } from './unpair-site.ts';
import { createShowConsent } from './show-consent.ts';
import { createBeginConsent } from './begin-consent.ts';
import { createBookings } from './bookings.ts';
import { createMoveSite } from './move-site.ts';
import { createMemberData } from './member-data.ts';

export function createRoutes( { deps, publicUrl, readiness }: AppOptions ): Route[] {
	const routes = [
		...[
			createPairSite, createShowPairing, createUnpairSite, createRotateSecret,
			createAcceptEvents, createListActivity, createShowActivity, createReplayEvents, createListLinks, createMendLink,
			createListConnections, createTryConnection, createAddConnection, createRecheckConnection, createChangeConnection, createRemoveConnection,
			createShowPauses, createSetPause,
			createListImportable, createAdoptCalendar, createCompareCalendars,
			createStartOAuth, createFinishOAuth, createReceiveHighLevelEvent,
			createShowConsent, createBeginConsent,
			createMoveSite,
			createShowConfig, createSaveConfig, createPreviewMapping, createReadSlots, createForecast, createForecastSwitch,
		].map( ( create ) => create( deps ) ),
		...createBrowseHighLevel( deps ),
		...createAlerts( deps ),
		...createBookings( deps ),
		...createMemberData( deps ),
		createHealthz(),
		createReadyz( readiness ),
	];
	return [ ...routes, createShowOpenapi( routes, { version: deps.bridge.version, url: publicUrl } ) ];
}
