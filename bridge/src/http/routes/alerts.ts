/** `/v1/alerts`: what an owner wants to be told of, by which ways, and whether those work. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { saveAlerts, showAlerts } from '../../use-cases/alerts/manage-alerts.ts';
import { testAlert } from '../../use-cases/alerts/test-alert.ts';
import { createSiteLimiter } from '../../use-cases/limit-sites.ts';
import { signedRoute, type Route } from '../route.ts';
import { alertsInput, alertsSchema, incidentSchema, testResults } from '../schemas/alerts.ts';

/** A test goes to whatever addresses the owner has entered, so it must not be a way to flood them. */
const TESTS = { burst: 5, perSecond: 1 / 60 };

export function createAlerts( deps: BridgeDeps ): Route[] {
	const limiter = createSiteLimiter( deps.db, 'alert-tests', TESTS );
	return [
		signedRoute( {
			method: 'get',
			path: '/v1/alerts',
			summary: 'What is told to whom, and what is the matter now',
			answers: { 200: { description: 'The settings without the secret, and the open incidents', schema: z.strictObject( { alerts: alertsSchema, incidents: z.array( incidentSchema ) } ) } },
			handle: async ( { site } ) => ( { status: 200, body: await showAlerts( deps, site.id ) } ),
		} ),
		signedRoute( {
			method: 'put',
			path: '/v1/alerts',
			summary: 'Saves receivers and thresholds; without a secret the stored one stays, or one is made',
			body: alertsInput,
			answers: { 200: { description: 'As they are now; a secret that was made is told only here', schema: z.strictObject( { alerts: alertsSchema, webhookSecret: z.string().optional() } ) } },
			handle: async ( { site, body } ) => ( { status: 200, body: await saveAlerts( deps, site.id, body ) } ),
		} ),
		signedRoute( {
			method: 'post',
			path: '/v1/alerts/test',
			summary: 'Sends a test message to every receiver that is saved',
			answers: { 200: { description: 'How it went, receiver by receiver', schema: testResults } },
			handle: async ( { site } ) => {
				await limiter.take( site.id );
				return { status: 200, body: await testAlert( deps, site ) };
			},
		} ),
	];
}
