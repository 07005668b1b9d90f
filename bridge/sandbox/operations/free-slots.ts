/** The free slots of a calendar, by local date, with the traceId among the dates as HighLevel has it. */
import { slotsQuery } from '../data/shapes.ts';
import { freeStarts } from '../availability/free-slots.ts';
import { hostsOf } from '../availability/hours.ts';
import { dateAt, isoAt, isZone } from '../availability/zone.ts';
import { ok, type Handler } from '../doors/call.ts';
import { checkQuery } from '../doors/check-shape.ts';
import { badRequest, unprocessable } from '../refusal.ts';
import { findCalendar, locationOf } from './find.ts';

const longest = 31 * 86_400_000;

export const getFreeSlots: Handler = ( call ) => {
	// Both spellings are in use: the spec says `userIds`, the official SDK sends `userIds[]`.
	const query = checkQuery( { ...call.query, userIds: call.query[ 'userIds' ] ?? call.query[ 'userIds[]' ] }, slotsQuery );
	const { startDate, endDate, timezone, userId, userIds } = query as
		{ startDate: number; endDate: number; timezone?: string; userId?: string; userIds?: string[] };
	if ( timezone !== undefined && ! isZone( timezone ) ) {
		throw unprocessable( [ 'timezone must be a valid IANA time zone' ] );
	}
	if ( endDate - startDate > longest ) {
		throw badRequest( 'Date range cannot be more than 31 days' );
	}
	if ( endDate < startDate ) {
		throw badRequest( 'endDate must be after startDate' );
	}
	const calendar = findCalendar( call );
	const wanted = userId ? [ userId ] : userIds;
	const zone = timezone ?? hostsOf( call.world, calendar )[ 0 ]?.zone ?? locationOf( call, calendar.locationId ).timezone;
	const days: Record<string, { slots: string[] }> = {};
	for ( const start of freeStarts( call.world, calendar, { from: startDate, to: endDate, now: call.now, userIds: wanted } ).keys() ) {
		( days[ dateAt( start, zone ) ] ??= { slots: [] } ).slots.push( isoAt( start, zone ) );
	}
	return ok( days );
};
