/** Starts the drill's world, pairs each site with the bridge, and connects it to a HighLevel location of its own. */
import { step, type Say } from '../base/progress.ts';
import type { SiteClient } from '../stack/site-client.ts';
import type { DrillSite } from './site.ts';
import type { World } from './world.ts';

interface Config {
	policies: { calendarRemoved: string; groupRemoved: string };
	[ key: string ]: unknown;
}

export async function bringUp( world: World, say: Say ): Promise<void> {
	const { parts, bridges: [ first, second ], front, back, sites } = world;
	await step( say, 'Starting the HighLevel sandbox, PostgreSQL and MariaDB', () => Promise.all( [ parts.sandbox.start(), parts.postgres.start(), parts.mariadb.start() ] ) );
	await Promise.all( [ front.start(), back.start() ] );
	await step( say, 'Starting the first bridge', () => first.part.start() );
	for ( const site of sites ) {
		await step( say, `Starting and pairing site ${ site.letter }`, async () => {
			await site.install();
			await site.part.start();
			const client = await site.signIn();
			await pair( world, site, client );
			await connect( world, site, client );
		} );
	}
	await step( say, 'Starting the second bridge', () => second.part.start() );
}

/** A code works once, and each start of a bridge prints one. */
async function pair( world: World, site: DrillSite, client: SiteClient ): Promise<void> {
	const { part, pairingCode } = world.bridges[ 0 ];
	if ( site !== world.sites[ 0 ] ) {
		await part.stop();
		await part.start();
	}
	await client.call( 'POST', 'slotbridge/v1/pairing', { bridgeUrl: world.bridgeUrl, code: pairingCode() } );
}

async function connect( world: World, site: DrillSite, client: SiteClient ): Promise<void> {
	const { token, locationId } = site;
	await world.sandbox.addToken( { token, locationId, locationName: `Drill ${ site.letter }`, timeZone: 'America/New_York' } );
	await client.call( 'POST', 'slotbridge/v1/connections', { token, locationId } );
	if ( site.removedBecome === 'absent' ) {
		const { config } = await client.call<{ config: Config }>( 'GET', 'slotbridge/v1/config' );
		await client.call( 'PUT', 'slotbridge/v1/config', { ...config, policies: { ...config.policies, calendarRemoved: 'delete' } } );
	}
}
