/** Appointments in HighLevel: booked, and found again among those of their calendar. */
import type { HighLevelClient } from './client.ts';

export interface RemoteAppointment {
	id: string;
	calendarId: string;
	contactId?: string;
	appointmentStatus?: string;
	startTime: string;
	endTime?: string;
	title?: string;
	assignedUserId?: string;
	locationId?: string;
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

/** Those of the calendar that begin or go on between two moments (epoch ms), of whatever status. HighLevel has no pages here. */
export async function listAppointments( client: HighLevelClient, { calendarId, from, to }: { calendarId: string; from: number; to: number } ): Promise<RemoteAppointment[]> {
	const answer = await client.call<{ events?: RemoteAppointment[] }>( 'get-calendar-events', {
		query: { locationId: client.locationId, calendarId, startTime: from, endTime: to },
	} );
	return ( answer?.events ?? [] ).filter( ( event ) => event[ 'deleted' ] !== true );
}

/** Whether it is going to take place, or is under way. */
export function takesPlace( { appointmentStatus }: RemoteAppointment ): boolean {
	return ! OVER.has( appointmentStatus ?? '' ) && appointmentStatus !== 'showed' && appointmentStatus !== 'completed';
}

export async function readAppointment( client: HighLevelClient, eventId: string ): Promise<RemoteAppointment> {
	return ( await client.call<{ event: RemoteAppointment }>( 'get-appointment', { path: { eventId } } ) ).event;
}

/** Changes only what is named. With a start, HighLevel checks that the time is free; `ignoreDateRange` lets it be sooner than people may book. */
export async function editAppointment( client: HighLevelClient, eventId: string, change: { appointmentStatus: string; startTime?: string; endTime?: string; assignedUserId?: string; ignoreDateRange?: boolean } ): Promise<void> {
	await client.call( 'edit-appointment', { path: { eventId }, body: change } );
}

/** Not safe to repeat: look for it first. */
export async function createAppointment( client: HighLevelClient, fields: AppointmentFields ): Promise<RemoteAppointment> {
	return client.call<RemoteAppointment>( 'create-appointment', { body: { locationId: client.locationId, ...fields } } );
}
