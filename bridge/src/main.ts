/** Starts the bridge: reads the config, puts the parts together, and ends them in order. Wiring only. */
import './config/small-heap.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '../package.json' with { type: 'json' };
import { ConfigError, loadConfig, secretsOf, type BridgeConfig } from './config/load-config.ts';
import { createLogger, type Logger } from './config/logger.ts';
import { scrubText } from './config/redact.ts';
import { chooseKeys } from './crypto/key-file.ts';
import { createChangeableBox } from './crypto/changeable-box.ts';
import type { SecretBox } from './crypto/secret-box.ts';
import { ensureBridgeId } from './database/bridge-identity.ts';
import { openDatabase, type Db, type OpenDatabase } from './database/client.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './database/embedded-postgres.ts';
import { measure } from './database/measurements.ts';
import { migrate } from './database/migrate.ts';
import { answerStarting } from './http/answer-starting.ts';
import { createApp } from './http/create-app.ts';
import { listen, type HttpServer } from './http/http-server.ts';
import type { MeasuredCall } from './highlevel/client.ts';
import { createBudget } from './lanes/budget.ts';
import { guardBudget } from './lanes/circuit-breaker.ts';
import { LANE_QUEUE } from './lanes/lane-queue.ts';
import { createLanes, type Lanes } from './lanes/lanes.ts';
import type { LaneWatch } from './lanes/watch.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { createTracing, type Tracing } from './telemetry/tracing.ts';
import { makeAddressRules } from './outgoing/address-rules.ts';
import { createMailer, type Mailer } from './outgoing/send-mail.ts';
import { createAlertWatcher, type AlertWatcher } from './use-cases/alerts/watch-alerts.ts';
import type { BridgeDeps } from './use-cases/bridge-deps.ts';
import { checkReadiness } from './use-cases/check-readiness.ts';
import { checkSecrets, resealSecrets } from './use-cases/check-secrets.ts';
import { createDeliver } from './use-cases/deliver/deliver-event.ts';
import { coalesces, removesEntity } from './use-cases/event-types.ts';
import { offerPairingCode } from './use-cases/offer-pairing-code.ts';
import { startHighLevelEvents, type HighLevelEvents } from './use-cases/handle-highlevel-events.ts';
import { startProbing } from './use-cases/probe-connections.ts';
import { startPruning } from './use-cases/prune-expired.ts';
import { rotateKey, type RotateKeyDeps } from './use-cases/rotate-key.ts';
import { createTokenKeeper } from './use-cases/tokens/token-keeper.ts';
import { createCallbackSender, type CallbackSender } from './use-cases/send-callbacks.ts';

/** Everything must be over within 10 s of the signal; these leave a margin for the database. */
const START_GRACE_MS = 5_000;
const REQUESTS_GRACE_MS = 2_500;
const LANES_GRACE_MS = 4_000;
const END_MS = 9_500;

/** What has been started so far, so that it can be ended however far the start has come. */
interface Parts {
	server?: HttpServer;
	postgres?: EmbeddedPostgres;
	database?: OpenDatabase;
	lanes?: Lanes;
	callbacks?: CallbackSender;
	stopPruning?: () => Promise<void>;
	highLevelEvents?: HighLevelEvents;
	stopProbing?: () => Promise<void>;
	mailer?: Mailer | null;
	alerts?: AlertWatcher;
}

async function start( config: BridgeConfig, log: Logger, parts: Parts, tracing: Tracing ): Promise<void> {
	parts.server = await listen( config.host, config.port, answerStarting );
	const connectionString = config.databaseUrl ?? ( parts.postgres = await startEmbeddedPostgres( { dataDir: config.dataDir, log } ) ).connectionString;
	parts.database = await openDatabase( { connectionString, ...config.database, onIdleError: ( error ) => log.warn( { err: error }, 'A database connection broke' ) } );
	const { db, pool } = parts.database;
	const box = await prepareDatabase( db, config, log );
	const metrics = createMetrics( { measure: () => measure( db, LANE_QUEUE ), withProcess: true } );
	const guarded = guardBudget( createBudget( { db } ), { db, log } );
	const budget = { ...guarded, called: ( call: MeasuredCall ) => [ metrics, tracing ].forEach( ( each ) => each.called( call ) ) };
	const { highLevelBaseUrl, highLevelSandboxUrl, highLevelApp } = config;
	const tokens = createTokenKeeper( { db, box, highLevelBaseUrl, highLevelSandboxUrl, highLevelApp, log } );
	const deliver = createDeliver( { db, tokens, budget, highLevelBaseUrl, highLevelSandboxUrl, log, inSpan: tracing.inSpan } );
	const lanes = parts.lanes = createLanes( { db, pool, deliver, budget, removes: removesEntity, coalesces, log, watch: watchLanes( metrics, tracing, log ), worker: { graceMs: LANES_GRACE_MS } } );
	await lanes.start();
	parts.callbacks = createCallbackSender( { db, openSecret: box.open, log } );
	parts.callbacks.start();
	parts.stopPruning = startPruning( db, log, config.retention );
	const outgoing = makeAddressRules( config.outgoingAllow, { port: () => Number( new URL( parts.server!.url ).port ), publicHost: config.publicUrl && new URL( config.publicUrl ).hostname } );
	const mailer = parts.mailer = config.mail && createMailer( config.mail );
	parts.alerts = createAlertWatcher( { db, openSecret: box.open, outgoing, mailer, log } );
	parts.alerts.start();
	const deps: BridgeDeps = {
		db, box, budget, log, outgoing, mailer,
		bridge: { id: await ensureBridgeId( db ), version: manifest.version },
		queue: lanes.queue,
		wakeWaiting: lanes.wakeWaiting,
		tokens, highLevelBaseUrl, highLevelSandboxUrl, highLevelApp,
		highLevelConsentUrl: config.highLevelConsentUrl,
		highLevelWebhookKey: config.highLevelWebhookKey,
		ownUrl: config.publicUrl ?? parts.server.url,
		onAccepted: ( events, startedAt ) => {
			metrics.accepted( events.length );
			events.forEach( ( event ) => tracing.ended( 'accept', event, startedAt, { 'slotbridge.subject': event.subject, 'slotbridge.type': event.type } ) );
		},
	};
	parts.highLevelEvents = startHighLevelEvents( deps );
	deps.highLevelEventsCame = parts.highLevelEvents.wake;
	parts.stopProbing = startProbing( deps );
	await announceCode( db, config, log );
	parts.server.serve( createApp( { deps, publicUrl: config.publicUrl, readiness: () => checkReadiness( db, lanes.isHealthy ), metrics: { token: config.metricsToken, render: metrics.render } } ) );
	log.info( { event: 'listening', url: parts.server.url, postgresPid: parts.postgres?.pid ?? null, bridgeId: deps.bridge.id, version: manifest.version }, 'The bridge is listening' );
}

function watchLanes( metrics: Metrics, tracing: Tracing, log: Logger ): LaneWatch {
	return {
		settled: metrics.settled,
		around: ( event, work ) => tracing.forEvent( 'run lane', event, { 'slotbridge.subject': event.subject, 'slotbridge.attempt': event.attempts }, async () => {
			const outcome = await work();
			log.info( { subject: event.subject, siteId: event.site_id, attempt: event.attempts, outcome: outcome.kind, reasonCode: 'code' in outcome ? outcome.code : undefined }, 'A delivery ended' );
			return outcome;
		} ),
	};
}

/** The key is tried before anything is written, so that a start with a wrong one changes nothing. */
async function prepareDatabase( db: Db, config: BridgeConfig, log: Logger ): Promise<SecretBox> {
	const choice = await chooseKeys( config.encryptionKeys, config.dataDir, config.encryptionKeyFile );
	const box = createChangeableBox( choice.keys );
	await checkSecrets( db, box );
	await choice.keep();
	await migrate( db );
	const resealed = await resealSecrets( db, box );
	if ( resealed > 0 ) {
		log.info( { resealed, keyId: box.keyId }, 'Stored secrets were sealed with the new key' );
	}
	rotateOnHangUp( { db, box, readKeys: choice.read }, log );
	return box;
}

/** SIGHUP, as for other servers: read again what may have changed. Without it, the signal would end the process. */
function rotateOnHangUp( deps: RotateKeyDeps, log: Logger ): void {
	let last: Promise<void> = Promise.resolve();
	process.on( 'SIGHUP', () => {
		last = last.then( () => rotateKey( deps ) ).then(
			( report ) => log.info( report, 'The encryption keys were read again' ),
			( error: unknown ) => log.error( { err: error }, 'The encryption keys were read again and are not used; the bridge goes on with those it has' ),
		);
	} );
}

async function announceCode( db: Db, config: BridgeConfig, log: Logger ): Promise<void> {
	const offered = await offerPairingCode( db, config.pairingCode );
	if ( offered.kind === 'fresh' ) {
		// Past the logger, which would take it for the secret that it is; this line is for whoever sits at the terminal.
		process.stdout.write( `Pairing code: ${ offered.code }\n` );
	} else if ( offered.kind === 'used' ) {
		log.info( 'The code in BRIDGE_PAIRING_CODE was already used. To pair another site set a new one, or leave it out to have one printed' );
	}
}

/** In the order of the flow: nothing new comes in, what runs ends or is given back, then the ground goes. */
async function stop( parts: Parts ): Promise<void> {
	await parts.server?.close( REQUESTS_GRACE_MS );
	await Promise.all( [ parts.lanes?.stop(), parts.callbacks?.stop(), parts.alerts?.stop(), parts.stopPruning?.(), parts.highLevelEvents?.stop(), parts.stopProbing?.() ] );
	parts.mailer?.close();
	await parts.database?.close();
	await parts.postgres?.stop();
}

function configOrExit(): BridgeConfig {
	try {
		return loadConfig();
	} catch ( error ) {
		if ( error instanceof ConfigError ) {
			process.stderr.write( `${ error.message }\n` );
			process.exit( 1 );
		}
		throw error;
	}
}

async function main(): Promise<void> {
	const config = configOrExit();
	const tracing = await createTracing( config.traceEndpoint, manifest.version );
	const log = createLogger( { level: config.logLevel, secrets: secretsOf( config ), fields: tracing.logFields } );
	const parts: Parts = {};
	let starting: Promise<unknown> = Promise.resolve();
	let ending: Promise<void> | undefined;
	const end = ( code: number ): Promise<void> => ending ??= ( async () => {
		setTimeout( () => process.exit( 1 ), END_MS ).unref();
		// A start under way is not torn apart: what it is just making would be left behind.
		await Promise.race( [ starting, sleep( START_GRACE_MS ) ] );
		await stop( parts ).then( tracing.stop ).catch( ( error: unknown ) => {
			log.error( { err: error }, 'The bridge could not be ended in order' );
			process.exitCode = 1;
		} );
		process.exit( process.exitCode ?? code );
	} )();
	for ( const signal of [ 'SIGTERM', 'SIGINT' ] as const ) {
		process.on( signal, () => {
			log.info( { signal }, 'The bridge is ending' );
			void end( 0 );
		} );
	}
	process.on( 'uncaughtException', ( error ) => {
		log.fatal( { err: error }, 'The bridge met an error that it cannot go on from' );
		void end( 1 );
	} );
	try {
		const started = start( config, log, parts, tracing );
		starting = started.catch( () => undefined );
		await started;
	} catch ( error ) {
		process.stderr.write( `${ scrubText( `The bridge could not start: ${ inWords( error ) }`, secretsOf( config ) ) }\n` );
		log.debug( { err: error }, 'Why the bridge could not start' );
		await end( 1 );
	}
}

/** pg tells a server that is away by an error without a message. */
function inWords( error: unknown ): string {
	const { code, message } = error as NodeJS.ErrnoException;
	const away = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT';
	return away ? `the database cannot be reached (${ code }). Check DATABASE_URL and that PostgreSQL runs.` : message || String( error );
}

await main();
