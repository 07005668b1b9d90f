/** Everything the drill runs: the sandbox, PostgreSQL, two bridges behind one address, MariaDB, the sites, and the network between them. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../base/part.ts';
import { findFreePort, host } from '../base/ports.ts';
import { step, type Say } from '../base/progress.ts';
import { UserError } from '../base/user-error.ts';
import { chooseRuntime } from '../site/choose-runtime.ts';
import { findWordPress } from '../site/find-wordpress.ts';
import { createMariaDbPart } from '../site/mariadb.ts';
import { saltNames } from '../site/wp-config.ts';
import { createBridgePart, type BridgePart } from '../stack/bridge.ts';
import { createSandboxPart } from '../stack/highlevel.ts';
import { createSandboxClient, type SandboxClient } from '../stack/sandbox-client.ts';
import { Link } from './network.ts';
import type { Plan } from './options.ts';
import { createPostgres } from './postgres.ts';
import { createDrillSite, type DrillSite } from './site.ts';

export interface World {
	dir: string;
	/** In words, for the report. */
	versions: string;
	sandbox: SandboxClient;
	bridgeUrl: string;
	sites: DrillSite[];
	bridges: [ BridgePart, BridgePart ];
	/** Between the sites and the bridges, and between the bridges and HighLevel. */
	front: Link;
	back: Link;
	parts: { sandbox: Part; postgres: Part; mariadb: Part };
	stop: () => Promise<void>;
	/** Nothing is to be started any more. */
	isStopped: () => boolean;
}

const secret = (): string => randomBytes( 18 ).toString( 'base64url' );
const letters = [ 'A', 'B', 'C' ];

/** Makes folders, parts and links; starts nothing. */
export async function createWorld( dir: string, plan: Plan, say: Say ): Promise<World> {
	const logs = join( dir, 'logs' );
	await mkdir( logs, { recursive: true } );
	const runtime = await chooseRuntime( 'native' );
	if ( runtime.kind !== 'native' || ! runtime.mariaDb ) {
		throw new UserError( 'the drill kills MariaDB, and this machine has none: install mariadb-server and PHP’s mysqli.' );
	}
	const source = await findWordPress( say );
	const ports = { sandbox: await findFreePort(), postgres: await findFreePort(), mariadb: await findFreePort(), front: await findFreePort(), back: await findFreePort(), a: await findFreePort(), b: await findFreePort() };
	const front = new Link( 'the network between the sites and the bridge', ports.front, [ ports.a, ports.b ] );
	const back = new Link( 'the network between the bridge and HighLevel', ports.back, [ ports.sandbox ] );
	const postgres = await createPostgres( { dir: join( dir, 'postgres' ), port: ports.postgres, password: secret(), stackDir: dir, logFile: join( logs, 'postgres.log' ) } );
	const database = { name: 'drill_A', user: 'drill', password: secret(), port: ports.mariadb };
	const names = letters.slice( 0, plan.sites );
	const mariadb = await createMariaDbPart( { mariaDb: runtime.mariaDb, stackDir: dir, database, moreDatabases: names.slice( 1 ).map( ( letter ) => `drill_${ letter }` ), logFile: join( logs, 'mariadb.log' ) } );
	const bridgeEnv = { DATABASE_URL: postgres.url, BRIDGE_ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ), BRIDGE_PUBLIC_URL: `http://${ host }:${ ports.front }` };
	const bridge = ( name: string, port: number ): BridgePart => createBridgePart( {
		port, highLevelUrl: `http://${ host }:${ ports.back }`, stackDir: dir, logFile: join( logs, `bridge-${ name }.log` ), env: { ...bridgeEnv, DATA_DIR: join( dir, `bridge-${ name }` ) },
	} );
	const sites: DrillSite[] = [];
	for ( const [ index, letter ] of names.entries() ) {
		sites.push( await step( say, `Preparing WordPress ${ source.version } for site ${ letter }`, async () => createDrillSite( {
			letter, locationId: `drillLocation0000000${ letter }`, token: `pit-drill-${ letter }-${ secret() }`, removedBecome: index === 1 ? 'absent' : 'draft',
			php: runtime.php, core: source.dir, stackDir: dir, port: await findFreePort(), database: { ...database, name: `drill_${ letter }` },
			salts: Object.fromEntries( saltNames.map( ( name ) => [ name, secret() ] ) ),
		} ) ) );
	}
	const bridges: World[ 'bridges' ] = [ bridge( 'A', ports.a ), bridge( 'B', ports.b ) ];
	const parts = { sandbox: createSandboxPart( { port: ports.sandbox, stackDir: dir, logFile: join( logs, 'sandbox.log' ) } ), postgres: postgres.part, mariadb };
	let stopped = false;
	return {
		dir, sites, bridges, front, back, parts,
		isStopped: () => stopped,
		versions: `WordPress ${ source.version } on ${ runtime.words }, Node ${ process.versions.node }`,
		sandbox: createSandboxClient( `http://${ host }:${ ports.sandbox }` ),
		bridgeUrl: `http://${ host }:${ ports.front }`,
		stop: async () => {
			stopped = true;
			await Promise.all( sites.map( ( { part } ) => part.stop() ) );
			await Promise.all( [ ...bridges.map( ( { part } ) => part.stop() ), mariadb.stop() ] );
			await Promise.all( [ postgres.part.stop(), parts.sandbox.stop(), front.stop(), back.stop() ] );
		},
	};
}
