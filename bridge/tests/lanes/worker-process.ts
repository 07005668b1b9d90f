/** A replica: delivers lanes and notes each delivery's beginning and end in a table that the test reads. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/database/client.ts';
import { findConnectionForSite } from '../../src/database/connections.ts';
import { saveLink } from '../../src/database/links.ts';
import { createLanes } from '../../src/lanes/lanes.ts';
import { defaultPolicy } from '../../src/lanes/retry-policy.ts';
import { coalesces, removesEntity } from '../../src/use-cases/event-types.ts';

interface Settings {
	connectionString: string;
	/** How long a delivery takes at most, in ms; each takes a random part of it. */
	workMs: number;
	heartbeatSeconds: number;
}

const settings = JSON.parse( process.argv[ 2 ] as string ) as Settings;
const { db, pool, close } = await openDatabase( { connectionString: settings.connectionString, poolSize: 6 } );
const warn = ( details: object, message: string ) => process.stderr.write( `${ message } ${ JSON.stringify( details ) }\n` );
const lanes = createLanes( {
	db, pool, removes: removesEntity, coalesces, policy: defaultPolicy,
	log: { info: () => undefined, warn, error: warn },
	budget: { blockedLocations: async () => [] },
	queue: { heartbeatSeconds: settings.heartbeatSeconds, monitorIntervalSeconds: 1 },
	worker: { concurrency: 8, perGroup: 20, pollMs: 20, touchMs: 1_000 },
	deliver: async ( work ) => {
		const { rows } = await pool.query( 'INSERT INTO delivery (worker, subject, event_id, sequence, started) VALUES ($1, $2, $3, $4, clock_timestamp()) RETURNING id', [ process.pid, work.event.subject, work.event.id, work.event.sequence ] );
		await sleep( Math.random() * settings.workMs );
		await pool.query( 'UPDATE delivery SET ended = clock_timestamp() WHERE id = $1', [ rows[ 0 ].id ] );
		const connection = await findConnectionForSite( db, work.event.site_id, null );
		const { id: eventId, site_id: siteId, subject, sequence } = work.event;
		return {
			kind: 'delivered',
			// As every delivery does: a change that comes in late must find out that HighLevel has a newer one.
			settle: async ( trx ) => {
				if ( connection ) {
					await saveLink( trx, { siteId, subject, connectionId: connection.id, locationId: connection.location_id, server: connection.server, highLevelId: null, marker: '', state: 'linked', base: {}, applied: { eventId, sequence } } );
				}
			},
		};
	},
} );
await lanes.start();
process.once( 'SIGTERM', () => {
	void lanes.stop().then( close ).then( () => process.exit( 0 ) );
} );
process.stdout.write( 'ready\n' );
