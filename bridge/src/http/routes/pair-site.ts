/** `POST /v1/pair`: a code becomes a site id and a secret. */
import { z } from 'zod';
import { createAttemptLimiter } from '../../use-cases/limit-attempts.ts';
import { pairSite } from '../../use-cases/pair-site.ts';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { openRoute, type Route } from '../route.ts';
import { shortText, webAddress } from '../schemas/common.ts';

const body = z.object( {
	code: z.string().min( 1 ).max( 100 ),
	site: z.object( {
		url: webAddress,
		name: shortText.catch( 'WordPress' ),
		callbackUrl: webAddress.nullish(),
		pluginVersion: z.string().max( 50 ).nullish(),
		wordpressVersion: z.string().max( 50 ).nullish(),
	} ),
} );

const paired = z.object( { siteId: z.uuid(), secret: z.string(), bridgeId: z.uuid(), bridgeVersion: z.string() } );

export const PAIRING_LIMITS = { failuresPerAddress: 10, failuresInAll: 200, windowMs: 15 * 60_000 };

export function createPairSite( deps: BridgeDeps ): Route {
	const limiter = createAttemptLimiter( deps.db, PAIRING_LIMITS );
	return openRoute( {
		method: 'post',
		path: '/v1/pair',
		summary: 'Pairs a site by a one-time code; the same address again keeps its id and gets a new secret',
		body,
		answers: { 201: { description: 'Paired. The secret is told only here.', schema: paired } },
		handle: async ( { body: { code, site }, address } ) => {
			const { siteId, secret } = await limiter.run( address, () => pairSite( deps, code, {
				url: site.url,
				name: site.name,
				callbackUrl: site.callbackUrl ?? null,
				pluginVersion: site.pluginVersion ?? null,
				wordpressVersion: site.wordpressVersion ?? null,
			} ) );
			deps.log.info( { siteId, siteUrl: site.url }, 'A site was paired' );
			return { status: 201, body: { siteId, secret, bridgeId: deps.bridge.id, bridgeVersion: deps.bridge.version } };
		},
	} );
}
