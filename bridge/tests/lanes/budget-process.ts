/** A replica that makes as many calls as the budget lets it, and notes the moment of each grant by the database's clock. */
import { openDatabase } from '../../src/database/client.ts';
import { createBudget } from '../../src/lanes/budget.ts';

interface Settings {
	connectionString: string;
	locationId: string;
	slots: number;
	windowMs: number;
	callers: number;
	runMs: number;
}

const settings = JSON.parse( process.argv[ 2 ] as string ) as Settings;
const { db, pool, close } = await openDatabase( { connectionString: settings.connectionString, poolSize: 8 } );
const budget = createBudget( { db, slots: settings.slots, windowMs: settings.windowMs, reserve: 0, dailyLimit: 100_000 } );
const end = AbortSignal.timeout( settings.runMs );
process.stdout.write( 'ready\n' );
await Promise.all( Array.from( { length: settings.callers }, async ( _, caller ) => {
	while ( ! end.aborted ) {
		// Half of the callers stand in the other line: two lines of one process must not get more together either.
		const granted = await budget.take( settings.locationId, { signal: end, priority: caller % 2 === 0 ? 'background' : 'interactive' } ).then( () => true, () => false );
		if ( granted ) {
			await pool.query( 'INSERT INTO call (worker, at) VALUES ($1, clock_timestamp())', [ process.pid ] );
		}
	}
} ) );
await close();
