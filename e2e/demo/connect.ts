/** Pairs the demo's site with its bridge and connects it to HighLevel, through the plugin's own REST routes, as the Connect screen does. */
import { step, type Say } from '../base/progress.ts';
import { UserError } from '../base/user-error.ts';
import { SiteError, type SiteClient } from '../stack/site-client.ts';
import type { Stack } from '../stack/stack.ts';

interface Connection {
	id: string;
	locationId: string;
	locationName: string | null;
}

interface Status {
	pairing: { paired: boolean; bridgeUrl: string | null };
	bridge: null | { reachable: boolean };
	connections: Connection[];
}

/** Pairs where needed; a bridge that lost its data, or moved to another port, is paired with anew. */
export async function pairSite( site: SiteClient, stack: Pick<Stack, 'bridgeUrl' | 'pairingCode'> ): Promise<void> {
	const { bridgeUrl } = stack;
	const status = await site.call<Status>( 'GET', 'slotbridge/v1/status' );
	if ( status.pairing.paired && status.pairing.bridgeUrl?.replace( /\/$/, '' ) === bridgeUrl && status.bridge?.reachable ) {
		return;
	}
	if ( status.pairing.paired ) {
		await site.call( 'DELETE', 'slotbridge/v1/pairing' );
	}
	await site.call( 'POST', 'slotbridge/v1/pairing', { bridgeUrl, code: stack.pairingCode() } );
}

/** Connects the location where it is not connected yet, else gives the bridge the token of today. */
async function connectHighLevel( site: SiteClient, stack: Stack ): Promise<string> {
	const { token, locationId } = stack.highLevel;
	const { connections } = await site.call<{ connections: Connection[] }>( 'GET', 'slotbridge/v1/connections' );
	const known = connections.find( ( connection ) => connection.locationId === locationId );
	const answer = known
		? await site.call<{ connection: Connection }>( 'PATCH', `slotbridge/v1/connections/${ known.id }`, { token } )
		: await site.call<{ connection: Connection }>( 'POST', 'slotbridge/v1/connections', { token, locationId } );
	return answer.connection.locationName ?? locationId;
}

/** The problems that the bridge's test of a connection found, in its own words. */
function problemsOf( error: SiteError ): string {
	const data = error.data as { test?: { problems?: Array<{ detail: string }> } } | null | undefined;
	return ( data?.test?.problems ?? [] ).map( ( { detail } ) => detail ).filter( ( detail ) => ! error.message.includes( detail ) ).join( ' ' );
}

/** @throws UserError when HighLevel does not accept the token or the location. */
export async function connectSite( site: SiteClient, stack: Stack, say: Say ): Promise<void> {
	await step( say, 'Pairing the site with the bridge', () => pairSite( site, stack ) );
	await step( say, 'Connecting HighLevel and testing the token', async () => {
		try {
			return await connectHighLevel( site, stack );
		} catch ( error ) {
			if ( error instanceof SiteError ) {
				throw new UserError( `HighLevel at ${ stack.highLevel.url } was not connected: ${ [ error.message, problemsOf( error ) ].filter( Boolean ).join( ' ' ) }` );
			}
			throw error;
		}
	}, ( name ) => name );
}
