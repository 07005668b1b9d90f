/** A calendar's notifications in HighLevel: reminders are those of type `reminder`. */
import type { HighLevelClient } from './client.ts';

export interface RemoteNotification {
	_id: string;
	receiverType?: string;
	channel?: string;
	notificationType?: string;
	isActive?: boolean;
	deleted?: boolean;
	beforeTime?: { timeOffset: number; unit: string }[];
	[ key: string ]: unknown;
}

/** The first hundred, which is HighLevel's own default: asking for more has been answered with an error. */
export async function listNotifications( client: HighLevelClient, calendarId: string ): Promise<RemoteNotification[]> {
	const answer = await client.call<RemoteNotification[]>( 'get-event-notification', { path: { calendarId } } );
	return Array.isArray( answer ) ? answer : [];
}

/** There is no upsert: what is sent twice is there twice. The ids are in the answer, in the order of the bodies. */
export async function createNotifications( client: HighLevelClient, calendarId: string, bodies: Record<string, unknown>[] ): Promise<RemoteNotification[]> {
	const answer = await client.call<RemoteNotification[]>( 'create-event-notification', { path: { calendarId }, body: bodies } );
	return Array.isArray( answer ) ? answer : [];
}

export async function updateNotification( client: HighLevelClient, calendarId: string, notificationId: string, body: Record<string, unknown> ): Promise<void> {
	await client.call( 'update-event-notification', { path: { calendarId, notificationId }, body } );
}

export async function deleteNotification( client: HighLevelClient, calendarId: string, notificationId: string ): Promise<void> {
	await client.call( 'delete-event-notification', { path: { calendarId, notificationId } } );
}
