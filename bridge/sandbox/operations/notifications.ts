/** A calendar's notifications, reminders among them. Their id is `_id`, and a create takes and gives a list. */
import { notificationCreate, notificationsQuery, notificationUpdate } from '../data/shapes.ts';
import { ok, type Call, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { badRequest, notFound } from '../refusal.ts';
import { newHexId } from '../world/ids.ts';
import type { Notification } from '../world/types.ts';
import { findCalendar } from './find.ts';

export const listNotifications: Handler = ( call ) => {
	const { isActive, deleted, limit, skip } = checkQuery( call.query, notificationsQuery );
	const { id } = findCalendar( call );
	const first = ( skip as number | undefined ) ?? 0;
	const found = call.world.state.notifications.filter( ( notification ) =>
		notification.calendarId === id
		&& notification.deleted === ( deleted ?? false )
		&& ( isActive === undefined || notification.isActive === isActive ) );
	return ok( found.slice( first, first + ( ( limit as number | undefined ) ?? 100 ) ).map( readable ) );
};

/** There is no upsert: the same notification sent twice is there twice. */
export const createNotifications: Handler = ( call ) => {
	if ( ! Array.isArray( call.body ) ) {
		throw badRequest( 'Validation failed (parsable array expected)' );
	}
	const bodies = call.body.map( ( body ) => checkBody( body, notificationCreate ) );
	const { id } = findCalendar( call );
	const added = bodies.map( ( body ): Notification => ( { isActive: true, ...body, _id: newHexId(), calendarId: id, deleted: false } ) );
	call.world.state.notifications.push( ...added );
	call.world.changed();
	return ok( added.map( readable ) );
};

export const getNotification: Handler = ( call ) => ok( readable( find( call ) ) );

export const updateNotification: Handler = ( call ) => {
	const body = checkBody( call.body, notificationUpdate );
	Object.assign( find( call ), body );
	call.world.changed();
	return ok( { message: 'Notification updated successfully' } );
};

/** Deleted ones stay readable with `?deleted=true`. */
export const deleteNotification: Handler = ( call ) => {
	find( call ).deleted = true;
	call.world.changed();
	return ok( { message: 'Notification deleted successfully' } );
};

function find( call: Call ): Notification {
	const { id } = findCalendar( call );
	const notification = call.world.state.notifications.find( ( candidate ) =>
		candidate._id === call.path[ 'notificationId' ] && candidate.calendarId === id && ! candidate.deleted );
	if ( ! notification ) {
		throw notFound( 'Notification not found' );
	}
	return notification;
}

function readable( { calendarId: _, ...rest }: Notification ): Record<string, unknown> {
	return rest;
}
