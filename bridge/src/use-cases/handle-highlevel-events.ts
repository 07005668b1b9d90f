/** Does what HighLevel's webhooks ask for: an uninstall ends connections, an install brings an agency's new location. */
import { listAgenciesOfCompany } from '../database/agencies.ts';
import {
	breakUninstalled, claimHighLevelEvent, closeHighLevelEvent, postponeHighLevelEvent, type OpenHighLevelEvent,
} from '../database/highlevel-events.ts';
import { connectAgencyLocation } from './oauth/agency-locations.ts';
import type { KeepLocationDeps } from './oauth/keep-location.ts';

const LEASE_S = 120;
const MAX_TRIES = 8;
const EVERY_MS = 30_000;

export interface HighLevelEvents {
	/** Looks at once; the timer is for what was left over, by this process or one that died. */
	wake(): void;
	stop(): Promise<void>;
}

export function startHighLevelEvents( deps: KeepLocationDeps ): HighLevelEvents {
	let running: Promise<void> = Promise.resolve();
	let asked = false;
	let stopped = false;
	const wake = (): void => {
		if ( asked || stopped ) {
			return;
		}
		asked = true;
		running = running.then( () => {
			asked = false;
			return handleAll( deps, () => stopped );
		} ).catch( ( error: unknown ) => deps.log.warn( { err: error }, 'Webhooks of HighLevel could not be handled yet' ) );
	};
	const timer = setInterval( wake, EVERY_MS );
	wake();
	return {
		wake,
		stop: async () => {
			stopped = true;
			clearInterval( timer );
			await running;
		},
	};
}

/** Handles one after the other what is there. */
export async function handleAll( deps: KeepLocationDeps, stopped: () => boolean = () => false ): Promise<void> {
	for ( let event = await claimHighLevelEvent( deps.db, LEASE_S ); event && ! stopped(); event = await claimHighLevelEvent( deps.db, LEASE_S ) ) {
		try {
			await handle( deps, event );
			await closeHighLevelEvent( deps.db, event.id );
		} catch ( error ) {
			const words = error instanceof Error ? error.message : String( error );
			deps.log.warn( { err: error, type: event.type, webhookId: event.id }, 'A webhook of HighLevel could not be handled' );
			await ( event.tries < MAX_TRIES ? postponeHighLevelEvent( deps.db, event.id, 5 * 2 ** event.tries, words ) : closeHighLevelEvent( deps.db, event.id, words ) );
		}
	}
}

async function handle( deps: KeepLocationDeps, { type, body, sent_at: sentAt }: OpenHighLevelEvent ): Promise<void> {
	const text = ( name: string ): string | undefined => typeof body[ name ] === 'string' && body[ name ] !== '' ? body[ name ] : undefined;
	const [ locationId, companyId ] = [ text( 'locationId' ), text( 'companyId' ) ];
	if ( type === 'UNINSTALL' && ( locationId ?? companyId ) !== undefined ) {
		const where = locationId !== undefined ? { locationId } : { companyId: companyId! };
		const reason = 'The app was uninstalled in HighLevel, so SlotBridge has no access any more. Connect with HighLevel again to go on; what has changed meanwhile is sent then.';
		const sites = await deps.db.transaction().execute( ( trx ) => breakUninstalled( trx, where, sentAt, reason ) );
		deps.log.info( { ...where, sites }, 'The app was uninstalled in HighLevel' );
	}
	if ( type === 'INSTALL' && locationId !== undefined && companyId !== undefined ) {
		// A consent that is still under way has no agency yet, and looks for its locations itself.
		for ( const agency of await listAgenciesOfCompany( deps.db, companyId ) ) {
			if ( agency.status === 'active' ) {
				await connectAgencyLocation( deps, agency, { id: locationId, name: text( 'locationName' ) ?? null } );
			}
		}
	}
}
