/** What a location has in HighLevel that the site could take over: each calendar in the site's fields, and whose it is already. */
import { findConnectionForSite } from '../database/connections.ts';
import { readConfig } from '../database/configs.ts';
import { listLinkedTo, type LinkHolder } from '../database/link-holders.ts';
import { AppError } from '../errors/app-error.ts';
import { listCalendars } from '../highlevel/calendars.ts';
import { calendarFromHighLevel, hasAnyMarker, type ImportedFields } from '../workflows/calendar-from-highlevel.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { connectedClient } from './connected-client.ts';

export interface ImportableCalendar {
	highLevelId: string;
	/** The site's calendar that is linked to it; null: none of this site. */
	subject: string | null;
	/** `free`: can be taken over. `linked`: this site has it. `released`: this site let go of it and left it as a draft. `elsewhere`: another site has it. `marked`: SlotBridge made it, and nobody has it now. */
	state: 'free' | 'linked' | 'released' | 'elsewhere' | 'marked';
	fields: ImportedFields;
	/** Number of the site's calendar group; null: in none that the site has. */
	group: number | null;
	notes: string[];
}

type Deps = Pick<BridgeDeps, 'db' | 'tokens' | 'budget' | 'highLevelBaseUrl' | 'highLevelSandboxUrl'>;

/** @throws AppError `connection_missing`; HighLevelFailure. */
export async function listImportable( deps: Deps, siteId: string ): Promise<{ items: ImportableCalendar[] }> {
	const { connectionId } = await readConfig( deps.db, siteId );
	const connection = await findConnectionForSite( deps.db, siteId, connectionId );
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet.' );
	}
	const calendars = await listCalendars( connectedClient( deps, connection ) );
	const holders = await listLinkedTo( deps.db, connection.server, connection.location_id );
	const group = ( id: unknown ): number | null => {
		const subject = typeof id === 'string' ? holders.get( id )?.find( ( holder ) => holder.siteId === siteId )?.subject : undefined;
		return subject?.startsWith( 'calendar-group/' ) ? Number( subject.split( '/' )[ 1 ] ) : null;
	};
	return {
		items: calendars.map( ( remote ) => {
			const { fields, notes } = calendarFromHighLevel( remote, connection.time_zone );
			const number = group( remote.groupId );
			return {
				highLevelId: remote.id,
				...stateOf( holders.get( remote.id ) ?? [], siteId, hasAnyMarker( remote.description ) ),
				fields,
				group: number,
				notes: remote.groupId && number === null ? [ ...notes, 'Its group is not a group of this site; it stays in it in HighLevel.' ] : notes,
			};
		} ),
	};
}

function stateOf( holders: readonly LinkHolder[], siteId: string, isMarked: boolean ): Pick<ImportableCalendar, 'state' | 'subject'> {
	const linked = holders.find( ( holder ) => holder.state === 'linked' );
	if ( linked && linked.siteId !== siteId ) {
		return { state: 'elsewhere', subject: null };
	}
	const own = linked ?? holders.find( ( holder ) => holder.siteId === siteId );
	if ( own ) {
		return { state: own.state === 'linked' ? 'linked' : 'released', subject: own.subject };
	}
	return { state: isMarked ? 'marked' : 'free', subject: null };
}
