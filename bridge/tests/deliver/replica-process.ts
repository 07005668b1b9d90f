/** A replica of the bridge's delivering half: real lanes, the real limit and circuit breaker, real calls to the sandbox. */
import { pino } from 'pino';
import { openDatabase } from '../../src/database/client.ts';
import { createBudget } from '../../src/lanes/budget.ts';
import { guardBudget, type CircuitBreakerOptions } from '../../src/lanes/circuit-breaker.ts';
import { createLanes } from '../../src/lanes/lanes.ts';
import { defaultPolicy } from '../../src/lanes/retry-policy.ts';
import { createDeliver } from '../../src/use-cases/deliver/deliver-event.ts';
import type { DeliverDeps } from '../../src/use-cases/deliver/delivery.ts';
import { coalesces, removesEntity } from '../../src/use-cases/event-types.ts';
import { createTokenKeeper } from '../../src/use-cases/tokens/token-keeper.ts';

interface Settings {
	connectionString: string;
	highLevelBaseUrl: string;
	breaker: Pick<CircuitBreakerOptions, 'threshold' | 'baseMs' | 'capMs'>;
	/** The first pause between two tries of an event, in ms. */
	pauseMs: number;
}

const settings = JSON.parse( process.argv[ 2 ] as string ) as Settings;
const { db, pool, close } = await openDatabase( { connectionString: settings.connectionString, poolSize: 6 } );
const say = ( details: object, message: string ) => process.stderr.write( `${ message } ${ JSON.stringify( details ) }\n` );
const log = { info: say, warn: say, error: say };
const budget = guardBudget( createBudget( { db } ), { db, log, ...settings.breaker } );
const plainBox = { open: ( sealed: string ) => sealed.replace( 'sealed:', '' ), seal: ( plain: string ) => `sealed:${ plain }` };
const tokens = createTokenKeeper( { db, box: plainBox, highLevelBaseUrl: settings.highLevelBaseUrl, log: pino( { level: 'silent' } ) } );
const lanes = createLanes( {
	db, pool, log, budget, removes: removesEntity, coalesces,
	policy: { ...defaultPolicy, rule: ( code ) => ( { ...defaultPolicy.rule( code ), baseMs: settings.pauseMs, capMs: settings.pauseMs * 4 } ) },
	worker: { pollMs: 20, concurrency: 8 },
	deliver: createDeliver( {
		db, budget, highLevelBaseUrl: settings.highLevelBaseUrl, tokens, log: log as unknown as DeliverDeps[ 'log' ],
	} ),
} );
await lanes.start();
process.once( 'SIGTERM', () => {
	void lanes.stop().then( close ).then( () => process.exit( 0 ) );
} );
process.stdout.write( 'ready\n' );
