/** A bridge as far as its database goes: starts the embedded server, says where it is, and ends orderly on SIGTERM. */
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';

const { dataDir } = JSON.parse( process.argv[ 2 ] as string ) as { dataDir: string };
const quiet = { info: () => undefined, warn: () => undefined };
const server = await startEmbeddedPostgres( { dataDir, log: quiet } );
process.once( 'SIGTERM', () => {
	void server.stop().then( () => process.exit( 0 ) );
} );
// The connection to the server keeps this process alive.
process.stdout.write( 'ready\n' );
