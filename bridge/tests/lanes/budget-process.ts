/** A replica that makes as many calls as the budget lets it, and notes when each arrives by the database's clock. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/database/client.ts';
import { createBudget } from '../../src/lanes/budget.ts';

interface Settings {
	connectionString: string;
	locationId: string;
	slots: number;
	windowMs: number;
	callers: number;
	runMs: number;
	/** The longest that a call is on its way to HighLevel, and again the longest until its answer is here, in ms; 0: nobody tells its end. */
	travelMs: number;
}

const settings = JSON.parse( process.argv[ 2 ] as string ) as Settings;
const { db, pool, close } = await openDatabase( { connectionString: settings.connectionString, poolSize: 8 } );
const budget = createBudget( { db, slots: settings.slots, windowMs: settings.windowMs, reserve: 0, dailyLimit: 100_000 } );
const end = AbortSignal.timeout( settings.runMs );
process.stdout.write( 'ready\n' );
await Promise.all( Array.from( { length: settings.callers }, async ( _, caller ) => {
	while ( ! end.aborted ) {
		// Half of the callers stand in the other line: two lines of one process must not get more together either.
		const endCall = await budget.take( settings.locationId, { signal: end, priority: caller % 2 === 0 ? 'background' : 'interactive' } ).catch( () => undefined );
		if ( endCall ) {
			await sleep( Math.random() * settings.travelMs );
			await pool.query( 'INSERT INTO call (location_id, worker, at) VALUES ($1, $2, clock_timestamp())', [ settings.locationId, process.pid ] );
			await sleep( Math.random() * settings.travelMs );
			if ( settings.travelMs > 0 ) {
				endCall();
			}
		}
	}
} ) );
await close();
