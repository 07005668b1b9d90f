/** Puts the local HighLevel together: world, doors, operations and the control API, on one Express app. */
import express from 'express';
import { createControl } from './control/router.ts';
import { operations } from './data/operations.ts';
import { answerRefusal, refuseUnknownPath } from './doors/answering.ts';
import { Faults } from './doors/faults.ts';
import {
	limitRate, logBody, logRequest, meetFaults, refuseRemoved, requireToken, requireUserAgent, requireVersion,
} from './doors/gateway.ts';
import { operationDoor } from './doors/operation-door.ts';
import { RateLimiter } from './doors/rate-limiter.ts';
import { RequestLog } from './doors/request-log.ts';
import { agencyOperations } from './oauth/agency.ts';
import { allow, showConsent } from './oauth/consent.ts';
import { giveToken } from './oauth/token-door.ts';
import { Webhooks } from './oauth/webhooks.ts';
import { handlers } from './operations/index.ts';
import type { World } from './world/world.ts';

/** The parts that the doors and the control API share. */
export interface Sandbox {
	world: World;
	log: RequestLog;
	faults: Faults;
	limiter: RateLimiter;
	webhooks: Webhooks;
}

/** @return The app; it listens nowhere yet. */
export function createSandbox( world: World ): express.Express {
	const sandbox: Sandbox = { world, log: new RequestLog(), faults: new Faults(), limiter: new RateLimiter(), webhooks: new Webhooks( world ) };
	const app = express();
	app.disable( 'x-powered-by' );
	app.disable( 'etag' );
	app.use( '/__sandbox', createControl( sandbox ) );
	app.use( logRequest( sandbox ) );
	app.use( express.raw( { type: () => true, limit: '2mb' } ), logBody );
	app.use( meetFaults( sandbox ) );
	// Consent is a page for a person, and /oauth/token needs neither a token nor a version.
	app.get( [ '/oauth/chooselocation', '/v2/oauth/chooselocation' ], showConsent( sandbox ) );
	app.get( '/oauth/allow', allow( sandbox ) );
	app.post( '/oauth/token', requireUserAgent, giveToken( sandbox ) );
	app.use( requireUserAgent, requireVersion, requireToken( sandbox ), limitRate( sandbox ), refuseRemoved );
	for ( const operation of operations ) {
		const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
		app[ method ]( operation.path, operationDoor( sandbox, operation, handlers[ operation.id ] ) );
	}
	for ( const { operation, handler } of agencyOperations ) {
		app[ operation.method === 'GET' ? 'get' : 'post' ]( operation.path, operationDoor( sandbox, operation, handler ) );
	}
	app.use( refuseUnknownPath );
	app.use( answerRefusal );
	return app;
}
