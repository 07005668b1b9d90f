/** Says before it is done what an import costs: how many calls, how long under HighLevel's limit, what is left of the day. */
import { averageCalls, openByType } from '../database/call-figures.ts';
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite } from '../database/connections.ts';
import { AppError } from '../errors/app-error.ts';
import type { BudgetState } from '../lanes/budget.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { isBookingEvent } from './bookings/booking-events.ts';
import { findEventType, removesEntity } from './event-types.ts';
import type { Workflow } from './pauses.ts';
import { budgetKey } from './tokens/servers.ts';

export interface ForecastQuestion {
	/** Calls to HighLevel, where they are known; else they are reckoned from the changes. */
	calls?: number;
	/** Changes that are going to be sent; all left out: what waits in the bridge now. */
	calendars?: number;
	groups?: number;
}

export interface Forecast {
	/** Deliveries; 0 when only calls were asked for. */
	changes: number;
	calls: number;
	/** Whole seconds until the last call, midnights included. */
	seconds: number;
	/** Of the day in UTC, before and after; after is 0 when it does not fit. */
	leftToday: number;
	leftAfter: number;
	fitsToday: boolean;
	limit: { calls: number; intervalMs: number; daily: number; learned: boolean };
	/** In plain words. */
	summary: string;
}

/** A first delivery with hours, time zone and reminders; what a site's own deliveries took counts more. */
const usualCalls: Readonly<Record<Workflow, number>> = { 'calendar.send': 8, 'calendar.retire': 3, 'calendar-group.send': 4, 'calendar-group.retire': 3, 'booking.change': 3 };

/** Background calls stop so much before the day's end, for people. */
const DAY_SHARE = 0.99;
const DAY_MS = 86_400_000;

/** @throws AppError `connection_missing`. */
export async function forecast( deps: Pick<BridgeDeps, 'db' | 'budget'>, siteId: string, question: ForecastQuestion ): Promise<Forecast> {
	const { connectionId } = await readConfig( deps.db, siteId );
	const connection = await findConnectionForSite( deps.db, siteId, connectionId );
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet.' );
	}
	const [ state, work ] = await Promise.all( [ deps.budget.describe( budgetKey( connection.server, connection.location_id ) ), reckon( deps, siteId, question ) ] );
	return foretell( state, work );
}

async function reckon( { db }: Pick<BridgeDeps, 'db'>, siteId: string, { calls, calendars, groups }: ForecastQuestion ): Promise<{ changes: number; calls: number }> {
	if ( calls !== undefined ) {
		return { changes: 0, calls };
	}
	const costs = { ...usualCalls, ...( await averageCalls( db, siteId ) ) } as Record<Workflow, number>;
	const work: [ Workflow, number ][] = calendars === undefined && groups === undefined
		? Object.entries( await openByType( db, siteId ) ).filter( ( [ type ] ) => callsHighLevel( type ) ).map( ( [ type, count ] ) => [ workflowOf( type ), count ] )
		: [ [ 'calendar.send', calendars ?? 0 ], [ 'calendar-group.send', groups ?? 0 ] ];
	return {
		changes: work.reduce( ( sum, [ , count ] ) => sum + count, 0 ),
		calls: Math.ceil( work.reduce( ( sum, [ workflow, count ] ) => sum + count * costs[ workflow ], 0 ) ),
	};
}

/** What only happened is answered without a call as long as nothing is set to happen for it. */
function callsHighLevel( type: string ): boolean {
	return findEventType( type )?.coalesces ?? true;
}

function workflowOf( type: string ): Workflow {
	if ( isBookingEvent( type ) ) {
		return 'booking.change';
	}
	return `${ type.includes( '.calendar-group.' ) ? 'calendar-group' : 'calendar' }.${ removesEntity( type ) ? 'retire' : 'send' }`;
}

/** How long so many calls take one after the other, in ms: the budget lets half an interval's calls out at once and then keeps an even pace. */
function spread( { calls, windowMs }: BudgetState, count: number ): number {
	const atOnce = Math.ceil( calls / 2 );
	if ( count <= atOnce ) {
		return 0;
	}
	return windowMs * ( count < calls ? ( count - atOnce ) / ( calls - atOnce ) : count / calls );
}

/** @param state Of the location's budget at this moment. */
export function foretell( state: BudgetState, { changes, calls }: { changes: number; calls: number } ): Forecast {
	const daily = Math.floor( state.daily * DAY_SHARE );
	const leftToday = Math.max( 0, daily - state.usedToday );
	const fitsToday = calls <= leftToday;
	const inOneGo = ( count: number ): number => spread( state, count );
	const afterToday = calls - leftToday;
	const ms = fitsToday ? inOneGo( calls ) : state.dayEndsInMs + ( Math.ceil( afterToday / daily ) - 1 ) * DAY_MS + inOneGo( ( afterToday - 1 ) % daily + 1 );
	const told = {
		changes, calls, seconds: Math.ceil( ms / 1_000 ), leftToday, leftAfter: Math.max( 0, leftToday - calls ), fitsToday,
		limit: { calls: state.calls, intervalMs: state.windowMs, daily: state.daily, learned: state.learned },
	};
	return { ...told, summary: inWords( told, daily ) };
}

function inWords( { calls, seconds, leftToday, leftAfter, fitsToday }: Omit<Forecast, 'summary'>, daily: number ): string {
	if ( calls === 0 ) {
		return `There is nothing to send. HighLevel takes ${ number( leftToday ) } more calls today.`;
	}
	const needs = `This needs ${ number( calls ) } ${ calls === 1 ? 'call' : 'calls' }`;
	if ( fitsToday ) {
		return `${ needs }, ${ duration( seconds ) }, and leaves ${ number( leftAfter ) } for today.`;
	}
	return `${ needs }. HighLevel takes ${ number( leftToday ) } more today and ${ number( daily ) } a day; the rest goes on after midnight UTC by itself, so it takes ${ duration( seconds ) }.`;
}

const number = ( value: number ): string => value.toLocaleString( 'en-GB' );

function duration( seconds: number ): string {
	const parts: [ number, string ][] = [ [ 86_400, 'day' ], [ 3_600, 'hour' ], [ 60, 'minute' ] ];
	// From two of a unit on, so that an hour and a half is not told as one hour.
	const [ size, unit ] = parts.find( ( [ length ] ) => seconds >= length * 2 ) ?? [ 60, 'minute' ];
	const count = Math.round( seconds / size );
	return seconds < 60 ? 'less than a minute' : `about ${ number( Math.max( 1, count ) ) } ${ unit }${ count > 1 ? 's' : '' }`;
}
