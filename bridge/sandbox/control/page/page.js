/* global document, fetch, FormData, HTMLTableCellElement, setTimeout, URLSearchParams, window */
/** Draws the sandbox's state and its request log, and keeps them fresh. Text only ever becomes text, never HTML. */

const everyMs = 1500;
const shownRequests = 100;
const byId = ( id ) => document.getElementById( id );
const drawn = new Map();
const rows = new Map();
let newest = 0;

async function call( path, method = 'GET', body = undefined ) {
	const response = await fetch( `/__sandbox${ path }`, {
		method,
		headers: body ? { 'Content-Type': 'application/json' } : {},
		body: body && JSON.stringify( body ),
	} );
	const answer = response.status === 204 ? null : await response.json();
	if ( ! response.ok ) {
		throw new Error( [ answer.message ].flat().join( '; ' ) );
	}
	return answer;
}

function cell( content, className = '' ) {
	const td = document.createElement( 'td' );
	td.className = className;
	td.append( content ?? '' );
	return td;
}

function row( cells ) {
	const tr = document.createElement( 'tr' );
	tr.append( ...cells.map( ( content ) => ( content instanceof HTMLTableCellElement ? content : cell( content ) ) ) );
	return tr;
}

/** Draws a table's body anew when its data changed, so that the reader's selection survives otherwise. */
function table( id, items, toRow ) {
	const key = JSON.stringify( items );
	if ( drawn.get( id ) === key ) {
		return;
	}
	drawn.set( id, key );
	const empty = cell( 'None yet.', 'none' );
	empty.colSpan = byId( id ).closest( 'table' ).querySelectorAll( 'thead th' ).length;
	byId( id ).replaceChildren( ...( items.length ? items.map( toRow ) : [ row( [ empty ] ) ] ) );
}

const status = ( active ) => cell( active ? 'Active' : 'Draft', active ? 'good' : '' );

function color( value ) {
	const span = document.createElement( 'span' );
	const swatch = document.createElement( 'span' );
	swatch.className = 'swatch';
	swatch.style.setProperty( 'background', value );
	span.append( swatch, value ?? '' );
	return span;
}

function zoneOf( state, calendar ) {
	const own = state.eventSchedules.find( ( schedule ) => schedule.calendarId === calendar.id );
	const hosts = state.schedules.filter( ( schedule ) => ! schedule.deleted && schedule.calendarIds.includes( calendar.id ) );
	const location = state.locations.find( ( candidate ) => candidate.id === calendar.locationId );
	const zones = own ? [ own.timezone ] : [ ...new Set( hosts.map( ( schedule ) => schedule.timezone ) ) ];
	return zones.length ? zones.join( ', ' ) : `${ location.timezone } (the location's)`;
}

const clock = ( hour, minute ) => `${ String( hour ).padStart( 2, '0' ) }:${ String( minute ).padStart( 2, '0' ) }`;
const days = [ 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat' ];

function hoursOf( state, calendar ) {
	const own = state.eventSchedules.find( ( schedule ) => schedule.calendarId === calendar.id );
	const rules = ( own?.rules ?? [] ).map( ( rule ) =>
		`${ rule.day?.slice( 0, 3 ) ?? rule.date } ${ rule.intervals.map( ( interval ) => `${ interval.from }–${ interval.to }` ).join( ', ' ) }` );
	const open = calendar.openHours.map( ( { daysOfTheWeek, hours } ) =>
		`${ daysOfTheWeek.map( ( day ) => days[ day ] ).join( ' ' ) } ${ hours.map( ( hour ) => `${ clock( hour.openHour, hour.openMinute ) }–${ clock( hour.closeHour, hour.closeMinute ) }` ).join( ', ' ) }` );
	return [ ...( rules.length ? rules : open ) ].join( '; ' );
}

function drawState( state ) {
	const calendarName = ( id ) => state.calendars.find( ( calendar ) => calendar.id === id )?.name ?? id ?? '';
	byId( 'summary' ).textContent = `${ state.locations.map( ( location ) => `${ location.name } (${ location.id }, ${ location.timezone })` ).join( '; ' ) }. `
		+ `Tokens: ${ state.tokens.map( ( token ) => token.name ).join( ', ' ) }. Limit: ${ state.limits.max } requests in ${ state.limits.intervalMs } ms.`;
	table( 'faults', state.faults, ( fault ) => {
		const button = document.createElement( 'button' );
		button.textContent = 'Remove';
		button.setAttribute( 'aria-label', `Remove the fault ${ fault.kind }` );
		button.addEventListener( 'click', () => act( () => call( `/faults/${ fault.id }`, 'DELETE' ), 'Fault removed.' ) );
		return row( [ fault.kind, fault.match.method ?? 'any', fault.match.path ?? 'any', fault.left === null ? 'until removed' : String( fault.left ), String( fault.met ), button ] );
	} );
	table( 'calendars', state.calendars.map( ( calendar ) => ( { ...calendar, zone: zoneOf( state, calendar ), open: hoursOf( state, calendar ) } ) ), ( calendar ) => row( [
		calendar.name, status( calendar.isActive ), calendar.calendarType, color( calendar.eventColor ), calendar.zone, `${ calendar.slotDuration } every ${ calendar.slotInterval }`,
		calendar.open || 'none', state.groups.find( ( group ) => group.id === calendar.groupId )?.name ?? '', calendar.slug, calendar.id,
	] ) );
	table( 'groups', state.groups, ( group ) => row( [ group.name, status( group.isActive ), group.description, group.slug, group.id ] ) );
	table( 'notifications', state.notifications, ( notification ) => row( [
		calendarName( notification.calendarId ), notification.notificationType, notification.channel, notification.receiverType,
		[ ...( notification.beforeTime ?? [] ).map( ( time ) => `${ time.timeOffset } ${ time.unit } before` ), ...( notification.afterTime ?? [] ).map( ( time ) => `${ time.timeOffset } ${ time.unit } after` ) ].join( ', ' ),
		notification.deleted ? 'Deleted' : notification.isActive ? 'Active' : 'Off', notification._id,
	] ) );
	const events = [ ...state.events ].sort( ( a, b ) => a.startMs - b.startMs );
	table( 'events', events, ( event ) => row( [ event.title, event.kind, event.appointmentStatus, event.startTime, event.endTime, calendarName( event.calendarId ), event.id ] ) );
}

function requestRow( entry ) {
	const query = new URLSearchParams( entry.query ).toString();
	const details = document.createElement( 'details' );
	const summary = document.createElement( 'summary' );
	const pre = document.createElement( 'pre' );
	summary.textContent = 'Show';
	summary.setAttribute( 'aria-label', `Show the body of request ${ entry.id }` );
	pre.textContent = JSON.stringify( entry.body, null, 2 );
	details.append( summary, pre );
	const good = entry.status >= 200 && entry.status < 300;
	return row( [
		entry.at.slice( 11, 23 ), cell( entry.status === null ? ( entry.durationMs === null ? 'running' : 'cut' ) : String( entry.status ), good ? 'good' : 'bad' ),
		entry.method, query ? `${ entry.path }?${ query }` : entry.path, entry.version ?? 'none', entry.token ?? 'none', entry.fault ?? '',
		entry.durationMs === null ? '' : `${ entry.durationMs } ms`, entry.body === null ? '' : details,
	] );
}

function drawRequests( entries ) {
	const body = byId( 'requests' );
	if ( drawn.get( 'requests' ) !== 'rows' ) {
		drawn.set( 'requests', 'rows' );
		body.replaceChildren();
	}
	for ( const entry of entries ) {
		const key = JSON.stringify( entry );
		const known = rows.get( entry.id );
		if ( known?.key === key ) {
			continue;
		}
		const tr = requestRow( entry );
		if ( known ) {
			known.tr.replaceWith( tr );
		} else {
			body.prepend( tr );
		}
		rows.set( entry.id, { key, tr } );
		newest = Math.max( newest, entry.id );
	}
	while ( body.rows.length > shownRequests ) {
		body.deleteRow( -1 );
	}
}

async function refresh() {
	const [ state, log ] = await Promise.all( [ call( '/state' ), call( `/requests?after=${ Math.max( 0, newest - shownRequests ) }` ) ] );
	drawState( state );
	if ( log.requests.length === 0 ) {
		// A sandbox that was started again counts from 1 once more.
		newest = 0;
		rows.clear();
		table( 'requests', [], () => row( [] ) );
	} else {
		drawRequests( log.requests.slice( -shownRequests ) );
	}
}

async function act( doIt, said ) {
	try {
		await doIt();
		byId( 'said' ).textContent = said;
		await refresh();
	} catch ( error ) {
		byId( 'said' ).textContent = error.message;
	}
}

byId( 'fault-form' ).addEventListener( 'submit', ( event ) => {
	event.preventDefault();
	const { kind, method, path, times, ms } = Object.fromEntries( new FormData( event.target ) );
	const match = { ...( method && { method } ), ...( path && { path } ) };
	void act( () => call( '/faults', 'POST', { kind, match, times: Number( times ), ms: Number( ms ) } ), 'Fault added.' );
} );
byId( 'clear-faults' ).addEventListener( 'click', () => void act( () => call( '/faults', 'DELETE' ), 'All faults removed.' ) );
byId( 'clear-requests' ).addEventListener( 'click', () => void act( () => call( '/requests', 'DELETE' ), 'The log is empty.' ) );
byId( 'reset' ).addEventListener( 'click', () => {
	if ( window.confirm( 'Forget all calendars, groups, tokens and faults of this sandbox?' ) ) {
		void act( () => call( '/reset', 'POST' ), 'The sandbox began anew.' );
	}
} );

async function follow() {
	try {
		await refresh();
	} catch {
		byId( 'summary' ).textContent = 'The sandbox does not answer. Is it still running?';
	}
	setTimeout( follow, everyMs );
}
void follow();
