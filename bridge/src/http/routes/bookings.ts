/** `POST /v1/bookings/find`, `POST /v1/bookings` and `GET /v1/bookings`: the future bookings of members, cancelled and restored. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { changeBookings, showBookings } from '../../use-cases/bookings/change-bookings.ts';
import { findBookings } from '../../use-cases/bookings/find-bookings.ts';
import { signedRoute, type Route } from '../route.ts';
import { eventState } from '../schemas/activity.ts';
import { shortText } from '../schemas/common.ts';

const MOST = 50;
const wordPressId = z.int().min( 1 );
const bookingNumber = z.int().min( 1 ).describe( 'The site\'s own number of the booking' );
/** Of an instance of a recurring one too. */
const highLevelId = z.string().regex( /^\w{1,100}$/, 'An id of HighLevel has only letters, digits and underscores.' );
const server = z.enum( [ 'live', 'sandbox' ] );
const startTime = z.string().max( 40 ).refine( ( text ) => ! Number.isNaN( Date.parse( text ) ), 'Must be a time in ISO 8601.' );

const findBody = z.strictObject( {
	calendars: z.array( wordPressId ).min( 1 ).max( MOST ).describe( 'Their ids in WordPress' ),
	emails: z.array( z.string().trim().min( 3 ).max( 254 ).regex( /^[^\s@]+@[^\s@]+$/ ) ).min( 1 ).max( MOST ),
} );

const found = z.object( {
	connectionId: z.guid(),
	server,
	bookings: z.array( z.object( {
		id: z.string(), calendar: wordPressId, email: z.string(), contactId: z.string(), startTime: z.string(), endTime: z.string().nullable(), status: z.string(), title: z.string().nullable(),
	} ) ),
	notLinked: z.array( wordPressId ).describe( 'Calendars that are not in HighLevel now' ),
} );

const change = z.strictObject( {
	id: z.guid().transform( ( id ) => id.toLowerCase() ).describe( 'Random; the same one again counts once' ),
	booking: bookingNumber,
	sequence: z.int().min( 1 ).describe( 'Counts the wishes for this booking' ),
	wish: z.enum( [ 'cancelled', 'booked' ] ),
	name: shortText,
	appointmentId: highLevelId,
	contactId: highLevelId,
	calendar: wordPressId,
	startTime,
	status: z.string().max( 40 ),
	connectionId: z.guid(),
	server,
} );

const changeBody = z.strictObject( { changes: z.array( change ).min( 1 ).max( MOST ) } );

const showQuery = z.object( {
	bookings: z.string().regex( /^[1-9]\d{0,15}(,[1-9]\d{0,15}){0,49}$/, 'Give up to 50 numbers with commas between.' ).transform( ( text ) => text.split( ',' ).map( Number ) ),
} );

const states = z.object( {
	bookings: z.array( z.object( { booking: bookingNumber, id: z.guid(), state: eventState, reasonCode: z.string().nullable(), reason: z.string().nullable() } ) ),
} );

export function createBookings( deps: BridgeDeps ): Route[] {
	return [
		signedRoute( {
			method: 'post',
			path: '/v1/bookings/find',
			summary: 'The future bookings of these people in these calendars; nothing is changed',
			body: findBody,
			answers: { 200: { description: 'Those that will take place', schema: found } },
			handle: async ( { site, body } ) => ( { status: 200, body: await findBookings( deps, site.id, body ) } ),
		} ),
		signedRoute( {
			method: 'post',
			path: '/v1/bookings',
			summary: 'Has bookings cancelled or restored, each in a lane of its own, shown in Activity',
			body: changeBody,
			answers: { 202: { description: 'Stored; it is done in the background', schema: z.object( { accepted: z.array( z.guid() ) } ) } },
			handle: async ( { site, body } ) => ( { status: 202, body: await changeBookings( deps, site.id, body.changes ) } ),
		} ),
		signedRoute( {
			method: 'get',
			path: '/v1/bookings',
			summary: 'How the newest wish for each of these bookings stands',
			query: showQuery,
			answers: { 200: { description: 'Those that are known', schema: states } },
			handle: async ( { site, query } ) => ( { status: 200, body: await showBookings( deps, site.id, query.bookings ) } ),
		} ),
	];
}
