/** The Express application: headers, doors, and the end of every error. */
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { BridgeDeps } from '../use-cases/bridge-deps.ts';
import { createSiteLimiter, type SiteLimits } from '../use-cases/limit-sites.ts';
import { createErrorHandler } from './error-handler.ts';
import { logRequests } from './log-requests.ts';
import { createMetricsDoor, type MetricsDoorOptions } from './metrics-door.ts';
import { mountRoute, refuseUnknown } from './mount-route.ts';
import { createRoutes } from './routes/index.ts';
import type { Readiness } from './routes/health.ts';

export interface AppOptions {
	deps: BridgeDeps;
	publicUrl: string | null;
	readiness(): Promise<Readiness>;
	/** Left out: there is no such door. */
	metrics?: MetricsDoorOptions;
	/** Of one site at all signed doors and replicas together. */
	siteLimits?: SiteLimits;
}

/** Far above what a busy site needs: its events come in batches of 50. */
export const SITE_LIMITS: SiteLimits = { burst: 1_200, perSecond: 120 };

/** Answers are data: should a browser show one all the same, it loads, frames and sends nothing. Pages bring a policy of their own. */
const NOTHING_TO_SHOW = { defaultSrc: [ '\'none\'' ], objectSrc: [ '\'none\'' ], baseUri: [ '\'none\'' ], formAction: [ '\'none\'' ], frameAncestors: [ '\'none\'' ], sandbox: [] };

/** No CORS headers on purpose: browsers talk to WordPress, and only WordPress talks to us. */
export function createApp( options: AppOptions ): Express {
	const { deps, publicUrl } = options;
	const app = express();
	app.disable( 'x-powered-by' );
	app.disable( 'etag' );
	app.set( 'query parser', 'simple' );
	app.set( 'strict routing', true );
	app.set( 'case sensitive routing', true );
	// A public address means that a proxy stands before us; only one on this machine is believed about who called.
	app.set( 'trust proxy', publicUrl === null ? false : 'loopback' );
	app.use( helmet( { contentSecurityPolicy: { useDefaults: false, directives: NOTHING_TO_SHOW }, xFrameOptions: { action: 'deny' } } ) );
	app.use( ( _request, response, next ) => {
		response.set( 'Cache-Control', 'no-store' );
		next();
	} );
	app.use( logRequests( deps.log ) );
	const limiter = createSiteLimiter( deps.db, 'requests', options.siteLimits ?? SITE_LIMITS );
	const doors = express.Router( { strict: true, caseSensitive: true } );
	for ( const route of createRoutes( options ) ) {
		mountRoute( doors, route, { db: deps.db, box: deps.box, bridge: deps.bridge, publicUrl, limiter } );
	}
	app.use( doors );
	if ( options.metrics ) {
		// Text for machines, so none of the JSON doors; see metrics-door.ts for who may read it.
		app.get( '/metrics', createMetricsDoor( options.metrics ) );
	}
	app.use( refuseUnknown );
	app.use( createErrorHandler( deps.log ) );
	return app;
}
