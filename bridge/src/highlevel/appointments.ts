/** Appointments in HighLevel: booked, and found again among those of their calendar. */
import type { HighLevelClient } from './client.ts';

export interface RemoteAppointment {
	id: string;
	calendarId: string;
	contactId?: string;
	appointmentStatus?: string;
	startTime: string;
	[ key: string ]: unknown;
}

export interface AppointmentFields {
	calendarId: string;
	contactId: string;
	/** Exactly as free-slots gave it, offset included: the same instant in another offset is refused. */
	startTime: string;
	endTime?: string;
	title?: string;
	assignedUserId?: string;
	description?: string;
}

/** What no longer takes place is not the appointment that is looked for. */
const OVER = new Set( [ 'cancelled', 'invalid', 'noshow' ] );

/** The one of this contact that begins at this instant in this calendar and takes place. */
export async function findAppointment( client: HighLevelClient, { calendarId, contactId, startTime }: AppointmentFields ): Promise<RemoteAppointment | undefined> {
	const start = Date.parse( startTime );
	const answer = await client.call<{ events?: RemoteAppointment[] }>( 'get-calendar-events', {
		query: { locationId: client.locationId, calendarId, startTime: start, endTime: start + 60_000 },
	} );
	return ( answer?.events ?? [] ).find( ( event ) =>
		event.contactId === contactId && Date.parse( event.startTime ) === start && event[ 'deleted' ] !== true && ! OVER.has( event.appointmentStatus ?? '' )
	);
}

/** Not safe to repeat: look for it first. */
export async function createAppointment( client: HighLevelClient, fields: AppointmentFields ): Promise<RemoteAppointment> {
	return client.call<RemoteAppointment>( 'create-appointment', { body: { locationId: client.locationId, ...fields } } );
}
