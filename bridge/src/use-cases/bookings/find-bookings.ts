/**
 * Finds the future bookings of members in some calendars of the site.
 *
 * It goes by the calendars: one call for each tells all of its bookings, and only then, when there are any, it is asked whose they are. So a
 * member without bookings costs next to nothing, and no booking of another calendar is ever seen. (HighLevel can list a contact's appointments too,
 * but tells their times there without a zone.)
 */
import type { Db } from '../../database/client.ts';
import { readConfig } from '../../database/configs.ts';
import { findConnectionForSite, type ConnectionRow } from '../../database/connections.ts';
import { findLink } from '../../database/links.ts';
import type { Server } from '../../database/schema.ts';
import { AppError } from '../../errors/app-error.ts';
import { listAppointments, takesPlace, type RemoteAppointment } from '../../highlevel/appointments.ts';
import { createHighLevelClient, type HighLevelClient } from '../../highlevel/client.ts';
import { findContact, readContact } from '../../highlevel/contacts.ts';
import { isFailure } from '../../highlevel/failure.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { requireRunning } from '../pauses.ts';
import { requireUsable } from '../require-usable.ts';
import { fencedBudget, requireOnServer } from '../switch-server.ts';
import { serverBudget, serverUrl } from '../tokens/servers.ts';

export interface FoundBooking {
	/** HighLevel's id. */
	id: string;
	/** The calendar's id in WordPress. */
	calendar: number;
	/** Of the member, in lower case. */
	email: string;
	contactId: string;
	/** ISO 8601 with offset, as HighLevel has it. */
	startTime: string;
	endTime: string | null;
	status: string;
	title: string | null;
}

export interface BookingsFound {
	connectionId: string;
	/** Where they are: they can be cancelled only while the connection is on this server. */
	server: Server;
	bookings: FoundBooking[];
	/** Calendars that are not in HighLevel now, and so were not looked at. */
	notLinked: number[];
}

/** How far ahead is looked; HighLevel's own calendars let people book no further than a year. */
const AHEAD_MS = 366 * 86_400_000;
/** A look ends by then, whatever the state of the limit: the site comes again. */
const PATIENCE_MS = 25_000;

/** @throws AppError `connection_…`, `site_paused`, `not_ready` when the limit leaves no room now; HighLevelFailure. */
export async function findBookings( deps: BridgeDeps, siteId: string, { calendars, emails }: { calendars: readonly number[]; emails: readonly string[] } ): Promise<BookingsFound> {
	await requireRunning( deps.db, siteId, 'booking.change' );
	const connection = await findConnectionForSite( deps.db, siteId, ( await readConfig( deps.db, siteId ) ).connectionId );
	requireUsable( connection );
	await requireOnServer( deps.db, connection );
	const client = backgroundClient( deps, connection );
	try {
		const { future, notLinked } = await readFuture( deps.db, client, connection, calendars );
		const owners = await findOwners( client, emails, new Set( future.map( ( { booking } ) => booking.contactId as string ) ) );
		const bookings = future.flatMap( ( { calendar, booking } ) => {
			const email = owners.get( booking.contactId as string );
			return email === undefined ? [] : [ described( booking, calendar, email ) ];
		} );
		return { connectionId: connection.id, server: connection.server, bookings, notLinked };
	} catch ( error ) {
		throw error instanceof DOMException && error.name === 'TimeoutError' ? new AppError( 'not_ready', 'HighLevel has no room for this at the moment. It is looked up again by itself.', { data: { afterMs: 60_000 } } ) : error;
	}
}

function backgroundClient( deps: BridgeDeps, connection: ConnectionRow ): HighLevelClient {
	return createHighLevelClient( {
		baseUrl: serverUrl( deps, connection.server ),
		token: deps.tokens.sourceOf( connection ),
		locationId: connection.location_id,
		budget: fencedBudget( serverBudget( deps.budget, connection.server ), deps.db, connection ),
		priority: 'background',
		signal: AbortSignal.timeout( PATIENCE_MS ),
	} );
}

async function readFuture( db: Db, client: HighLevelClient, connection: ConnectionRow, calendars: readonly number[] ) {
	const future: { calendar: number; booking: RemoteAppointment }[] = [];
	const notLinked: number[] = [];
	const now = Date.now();
	for ( const calendar of new Set( calendars ) ) {
		const link = await findLink( db, connection.site_id, `calendar/${ calendar }`, connection.id );
		const calendarId = link?.state === 'linked' ? link.highlevel_id : null;
		if ( ! calendarId ) {
			notLinked.push( calendar );
			continue;
		}
		const found = await listAppointments( client, { calendarId, from: now, to: now + AHEAD_MS } ).catch( goneIsNone );
		future.push( ...found.filter( ( booking ) => booking.calendarId === calendarId && isFuture( booking, now ) ).map( ( booking ) => ( { calendar, booking } ) ) );
	}
	return { future, notLinked };
}

/** A calendar that was deleted in HighLevel took its bookings along. */
function goneIsNone( error: unknown ): RemoteAppointment[] {
	if ( isFailure( error, 'highlevel_not_found' ) ) {
		return [];
	}
	throw error;
}

function isFuture( booking: RemoteAppointment, now: number ): boolean {
	return Boolean( booking.contactId ) && takesPlace( booking ) && Date.parse( booking.startTime ) > now;
}

/** Whose contacts these are, of the members that were asked about; asked from whichever side is the shorter. By contact. */
async function findOwners( client: HighLevelClient, emails: readonly string[], contacts: ReadonlySet<string> ): Promise<Map<string, string>> {
	const wanted = new Set( emails.map( plain ) );
	const owners = new Map<string, string>();
	if ( contacts.size === 0 ) {
		return owners;
	}
	if ( contacts.size > wanted.size ) {
		for ( const email of wanted ) {
			const contact = await findContact( client, { email } );
			// HighLevel may find by other things than the address; another person's booking is not touched for that.
			if ( contact && plain( contact.email ?? '' ) === email ) {
				owners.set( contact.id, email );
			}
		}
		return owners;
	}
	for ( const id of contacts ) {
		const contact = await readContact( client, id ).catch( ( error: unknown ) => {
			if ( isFailure( error, 'highlevel_not_found' ) ) {
				return undefined;
			}
			throw error;
		} );
		const email = plain( contact?.email ?? '' );
		if ( contact && wanted.has( email ) ) {
			owners.set( id, email );
		}
	}
	return owners;
}

const plain = ( email: string ): string => email.trim().toLowerCase();

function described( booking: RemoteAppointment, calendar: number, email: string ): FoundBooking {
	return {
		id: booking.id, calendar, email, contactId: booking.contactId as string, startTime: booking.startTime, endTime: booking.endTime ?? null,
		status: booking.appointmentStatus ?? 'confirmed', title: booking.title ?? null,
	};
}
