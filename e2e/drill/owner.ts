/** What the owner of a site does meanwhile, through the plugin's own doors: gives a new token for a refused one, and replays what HighLevel refused. */
import { randomBytes } from 'node:crypto';
import { sleep } from '../base/poll-until.ts';
import { messageOf } from '../base/user-error.ts';
import type { SandboxClient } from '../stack/sandbox-client.ts';
import { drillWords } from './faults.ts';
import type { Session } from './session.ts';

export interface OwnerTally {
	/** Tokens that were replaced. */
	tokens: number;
	/** Events that were replayed. */
	replayed: number;
	/** Calendars and groups that the site itself asked to be saved again. */
	savedAgain: number;
	/** Dead letters that no injected refusal explains: faults of the product. */
	unexplained: Map<string, string>;
}

export const newOwnerTally = (): OwnerTally => ( { tokens: 0, replayed: 0, savedAgain: 0, unexplained: new Map() } );

interface Connection {
	id: string;
	status: string;
}

interface Item {
	id: string;
	title: string;
	state: string;
	reasonCode: string | null;
	reason: string | null;
}

/** Looks after the connection as long as the drill runs. @return Ends it. */
export function watchConnection( session: Session, sandbox: SandboxClient, tally: OwnerTally ): () => Promise<void> {
	let over = false;
	const loop = ( async () => {
		while ( ! over ) {
			await mendConnection( session, sandbox, tally ).catch( ( error: unknown ) => session.note( messageOf( error ) ) );
			await sleep( 2_500 );
		}
	} )();
	return async () => {
		over = true;
		await loop;
	};
}

/** As in HighLevel's own pages: a new private integration token, entered in wp-admin, and then the old one deleted. */
async function mendConnection( session: Session, sandbox: SandboxClient, tally: OwnerTally ): Promise<void> {
	const { site } = session;
	const { connections } = await session.call<{ connections: Connection[] }>( 'GET', 'slotbridge/v1/connections' );
	for ( const { id } of connections.filter( ( { status } ) => status !== 'active' ) ) {
		const token = `pit-drill-${ site.letter }-${ randomBytes( 12 ).toString( 'hex' ) }`;
		await sandbox.addToken( { token, locationId: site.locationId } );
		await session.call( 'PATCH', `slotbridge/v1/connections/${ id }`, { token } );
		const old = site.token;
		site.token = token;
		tally.tokens += 1;
		await sandbox.addToken( { token: old, locationId: site.locationId, revoked: true } );
	}
}

/** States in which an event stays until somebody does something, and the codes of those that wait for the owner. */
const forTheOwner = ( { state, reasonCode }: Item ): boolean => state === 'dead' || reasonCode === 'highlevel_location_forbidden' || reasonCode === 'highlevel_scope_missing';

/** Replays what HighLevel refused on the drill's order; anything else that is dead is written down as unexplained. */
export async function replayRefused( session: Session, tally: OwnerTally ): Promise<void> {
	const { items } = await session.call<{ items: Item[] }>( 'GET', 'slotbridge/v1/activity?state=dead,waiting&limit=200' );
	const eventIds: string[] = [];
	for ( const item of items.filter( forTheOwner ) ) {
		const detail = JSON.stringify( await session.call( 'GET', `slotbridge/v1/activity/${ item.id }` ) );
		if ( detail.includes( drillWords ) ) {
			eventIds.push( item.id );
		} else {
			tally.unexplained.set( item.id, `${ item.title }: ${ item.state }, ${ item.reasonCode }: ${ item.reason }` );
		}
	}
	if ( eventIds.length > 0 ) {
		await session.call( 'POST', 'slotbridge/v1/replay', { eventIds } );
		tally.replayed += eventIds.length;
	}
}
