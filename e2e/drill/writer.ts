/** The stream of saves: several callers at once, each with calendars of its own, through the site's REST API, as an owner's tools do. */
import { sleep } from '../base/poll-until.ts';
import { messageOf } from '../base/user-error.ts';
import { SiteError } from '../stack/site-client.ts';
import { drawColor, drawReminders, newEntry, readName, timeZones, type Entry } from './book.ts';
import type { Plan } from './options.ts';
import { createRandom, type Random } from './random.ts';
import type { Session } from './session.ts';

const calendarsPath = 'wp/v2/slotbridge-calendars';
const groupsPath = 'wp/v2/slotbridge-calendar-groups';
const everyStatus = 'publish,draft,pending,private,future,trash';

export interface Tally {
	/** Saves that the site acknowledged. */
	saved: number;
	/** Saves without a proper answer, read back afterwards. */
	unsure: number;
	/** Saves that the site refused with a reason; there should be none. */
	refused: string[];
}

interface Item {
	id: number;
	status?: string;
	slotbridge: { name: string } | null;
}

export interface SiteWriter {
	/** Every calendar and group that was ever tried. */
	calendars: Entry[];
	groups: Entry[];
	/** Saves without end, until `isOver`. */
	run: ( isOver: () => boolean ) => Promise<void>;
}

type Change = { title: string; weight: number; draw: ( random: Random, groups: Entry[] ) => Record<string, unknown> };

/** Each change also takes the next version into the name. */
const changes: Change[] = [
	{ title: 'rename', weight: 6, draw: () => ( {} ) },
	{ title: 'colour', weight: 3, draw: ( random ) => ( { color: drawColor( random ) } ) },
	{ title: 'reminders', weight: 3, draw: ( random ) => ( { reminders: drawReminders( random ) } ) },
	{ title: 'group', weight: 3, draw: ( random, groups ) => ( { group: random.pick( [ null, ...groups.map( ( { id } ) => id ) ] ) } ) },
	{ title: 'time zone', weight: 2, draw: ( random ) => ( { timeZone: random.pick( timeZones ) } ) },
	{ title: 'draft or published', weight: 2, draw: ( random ) => ( { status: random.pick( [ 'active', 'draft' ] ) } ) },
];
const weighted = changes.flatMap( ( change ) => Array.from( { length: change.weight }, () => change ) );

/** @param calendarKeys One for each calendar that is to be there at any time. */
export function createSiteWriter( options: { session: Session; letter: string; calendarKeys: string[]; plan: Plan; seed: number; tally: Tally } ): SiteWriter {
	const { session, letter, calendarKeys, plan, seed, tally } = options;
	const calendars = calendarKeys.map( ( key ) => newEntry( `${ key }-1` ) );
	const groups = Array.from( { length: plan.groupsPerSite }, ( _each, index ) => newEntry( `${ letter }G${ index + 1 }` ) );
	const callers = Array.from( { length: plan.callers }, ( _each, index ) => {
		const random = createRandom( seed, `caller ${ letter }${ index }` );
		const ownGroups = groups.filter( ( _group, place ) => place % plan.callers === index );
		let own = calendars.filter( ( _calendar, place ) => place % plan.callers === index );
		const step = async (): Promise<void> => {
			const fresh = ownGroups.find( ( { state } ) => state === 'none' );
			if ( fresh ?? random.next() < 0.04 ) {
				await saveGroup( fresh ?? random.pick( ownGroups ), random );
				return;
			}
			const entry = random.pick( own );
			await stepCalendar( entry, random );
			if ( entry.state === 'gone' ) {
				// Its place is taken by a new calendar with a name of its own.
				const [ place, turn ] = entry.key.split( '-' );
				const next = newEntry( `${ place }-${ Number( turn ) + 1 }` );
				calendars.push( next );
				own = own.map( ( each ) => ( each === entry ? next : each ) );
			}
		};
		return async ( isOver: () => boolean ): Promise<void> => {
			while ( ! isOver() ) {
				await step();
				await sleep( random.within( plan.thinkMs ) );
			}
		};
	} );

	/** Sends one save; an answer without doubt is believed, anything else is looked up on the site. */
	async function attempt( entry: Entry, path: string, save: () => Promise<void> ): Promise<void> {
		try {
			await save();
			tally.saved += 1;
			entry.saved = entry.version;
		} catch ( error ) {
			if ( error instanceof SiteError && [ 400, 409, 422 ].includes( error.status ) ) {
				tally.refused.push( `${ entry.key } v${ entry.version }: ${ error.message } ${ JSON.stringify( error.data ) }` );
			}
			tally.unsure += 1;
			await readBack( entry, path );
		}
	}

	/** Asks until the site answers: what it has now is what counts. */
	async function readBack( entry: Entry, path: string ): Promise<void> {
		for ( ;; ) {
			try {
				const statuses = path === calendarsPath ? `&status=${ everyStatus }` : '';
				const items = await session.call<Item[]>( 'GET', `${ path }?context=edit&per_page=100${ statuses }&search=${ encodeURIComponent( entry.key ) }` );
				const found = items.find( ( { slotbridge } ) => readName( slotbridge?.name )?.key === entry.key );
				entry.state = found ? ( found.status === 'trash' ? 'trash' : 'live' ) : entry.id === null ? 'none' : 'gone';
				entry.id = found?.id ?? entry.id;
				return;
			} catch ( error ) {
				session.note( messageOf( error ) );
				await sleep( 500 );
			}
		}
	}

	async function saveGroup( entry: Entry, random: Random ): Promise<void> {
		entry.version += 1;
		const fields = { name: `${ entry.key } v${ entry.version }`, ...( entry.id === null ? { slug: entry.key.toLowerCase() } : { status: random.pick( [ 'active', 'active', 'inactive' ] ) } ) };
		await attempt( entry, groupsPath, async () => {
			entry.id = ( await session.call<Item>( 'POST', entry.id === null ? groupsPath : `${ groupsPath }/${ entry.id }`, { slotbridge: fields } ) ).id;
			entry.state = 'live';
		} );
	}

	async function stepCalendar( entry: Entry, random: Random ): Promise<void> {
		const chance = random.next();
		if ( entry.state === 'none' ) {
			return createCalendar( entry, random );
		}
		const path = `${ calendarsPath }/${ entry.id }`;
		if ( entry.state === 'trash' ) {
			return chance < 0.75 ? changeCalendar( entry, { status: 'active' } ) : removeCalendar( entry, `${ path }?force=true`, 'gone' );
		}
		if ( chance < 0.05 ) {
			return removeCalendar( entry, path, 'trash' );
		}
		if ( chance < 0.07 ) {
			return removeCalendar( entry, `${ path }?force=true`, 'gone' );
		}
		return changeCalendar( entry, random.pick( weighted ).draw( random, groups.filter( ( { state } ) => state === 'live' ) ) );
	}

	async function createCalendar( entry: Entry, random: Random ): Promise<void> {
		entry.version += 1;
		const group = random.pick( [ null, ...groups.filter( ( { state } ) => state === 'live' ).map( ( { id } ) => id ) ] );
		const fields = {
			name: `${ entry.key } v${ entry.version }`, slug: entry.key.toLowerCase(), status: 'active', group,
			timeZone: random.pick( timeZones ), color: drawColor( random ), reminders: drawReminders( random ),
		};
		await attempt( entry, calendarsPath, async () => {
			entry.id = ( await session.call<Item>( 'POST', calendarsPath, { slotbridge: fields, status: 'publish' } ) ).id;
			entry.state = 'live';
		} );
	}

	async function changeCalendar( entry: Entry, change: Record<string, unknown> ): Promise<void> {
		entry.version += 1;
		const status = change[ 'status' ] === 'active' ? { status: 'publish' } : change[ 'status' ] === 'draft' ? { status: 'draft' } : {};
		await attempt( entry, calendarsPath, async () => {
			await session.call( 'POST', `${ calendarsPath }/${ entry.id }`, { ...status, slotbridge: { name: `${ entry.key } v${ entry.version }`, ...change } } );
			entry.state = 'live';
		} );
	}

	async function removeCalendar( entry: Entry, path: string, state: 'trash' | 'gone' ): Promise<void> {
		await attempt( entry, calendarsPath, async () => {
			await session.call( 'DELETE', path );
			entry.state = state;
		} );
	}

	return { calendars, groups, run: async ( isOver ) => void ( await Promise.all( callers.map( ( caller ) => caller( isOver ) ) ) ) };
}
