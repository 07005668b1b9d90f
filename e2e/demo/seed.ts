/** Fills a new demo with a small membership site, two groups, three calendars and a page that shows them, through REST. */
import { pollUntil } from '../base/poll-until.ts';
import { step, type Say } from '../base/progress.ts';
import { SiteError, type SiteClient } from '../stack/site-client.ts';

interface Term {
	id: number;
}

interface Named {
	id: string;
	name: string;
}

/** What of AccessAlly's can open a calendar, by the names that the stand-in's members have it under. */
type Choices = Record<'tags' | 'offerings' | 'teams', Named[]>;

/** Who sees a thing: whoever has the named tag or offering. */
type Opens = { kind: 'tag' | 'offering'; name: string };

const groups = [
	{ name: 'Coaching', slug: 'coaching', description: 'One-to-one time for members.' },
	{ name: 'Workshops', slug: 'workshops', description: 'Live sessions for everyone in the course.', opens: { kind: 'tag', name: 'Confident speaker' } as Opens },
];

const weekdays = [ 1, 2, 3, 4, 5 ];

/** `group` is the index of the list above, `opens` what its audience is made of; the rest is a calendar's snapshot. */
const calendars = [
	{
		group: 0, name: 'Discovery call', description: 'A first talk, so that we both know whether it fits.', timeZone: 'America/New_York', color: '#2563eb',
		durationMinutes: 30, openHours: [ { days: weekdays, from: '09:00', to: '17:00' } ],
		reminders: [ { channel: 'email', receiver: 'contact', before: { value: 24, unit: 'hours' } } ],
	},
	{
		group: 0, opens: { kind: 'offering', name: 'Gold coaching' } as Opens, name: 'Monthly coaching', description: 'Your hour each month, included in the membership.', timeZone: 'Europe/London', color: '#16a34a',
		durationMinutes: 60, openHours: [ { days: [ 2, 4 ], from: '10:00', to: '16:00' } ],
		reminders: [
			{ channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } },
			{ channel: 'sms', receiver: 'contact', before: { value: 30, unit: 'minutes' } },
		],
	},
	{
		group: 1, name: 'Onboarding workshop', description: 'Everything a new member needs, live and with questions.', timeZone: 'America/Los_Angeles', color: '#db2777',
		durationMinutes: 90, openHours: [ { days: [ 3 ], from: '11:00', to: '15:00' } ],
		reminders: [ { channel: 'email', receiver: 'contact', before: { value: 2, unit: 'hours' } } ],
	},
];

/** @throws Error when the stand-in has no such tag or offering. */
function audienceOf( opens: Opens | undefined, choices: Choices ): object | null {
	if ( opens === undefined ) {
		return null;
	}
	const found = choices[ `${ opens.kind }s` ].find( ( { name } ) => name === opens.name );
	if ( ! found ) {
		throw new Error( `AccessAlly has no ${ opens.kind } "${ opens.name }".` );
	}
	return { match: 'any', rules: [ { kind: opens.kind, id: found.id, name: found.name } ] };
}

async function findOrCreateGroup( site: SiteClient, { opens, ...group }: typeof groups[ number ], choices: Choices ): Promise<number> {
	const [ found ] = await site.call<Term[]>( 'GET', `wp/v2/slotbridge-calendar-groups?slug=${ group.slug }` );
	if ( found ) {
		return found.id;
	}
	const created = await site.call<Term>( 'POST', 'wp/v2/slotbridge-calendar-groups', { slotbridge: { ...group, audience: audienceOf( opens, choices ) } } );
	return created.id;
}

/** The calendars that are there already, by name, so that a seeding which broke off can be done again. */
async function listCalendars( site: SiteClient ): Promise<Map<string, number>> {
	const posts = await site.call<Array<{ id: number; slotbridge: { name: string } | null }>>( 'GET', 'wp/v2/slotbridge-calendars?context=edit&per_page=100&status=publish,draft' );
	return new Map( posts.map( ( { id, slotbridge } ) => [ slotbridge?.name ?? '', id ] ) );
}

/** Each calendar's id, in the order of the list above. */
async function addCalendars( site: SiteClient ): Promise<number[]> {
	const { audience: choices } = await site.call<{ audience: Choices }>( 'GET', 'slotbridge/v1/reference' );
	const groupIds: number[] = [];
	for ( const group of groups ) {
		groupIds.push( await findOrCreateGroup( site, group, choices ) );
	}
	const known = await listCalendars( site );
	const ids: number[] = [];
	for ( const { group, opens, ...snapshot } of calendars ) {
		const slotbridge = { ...snapshot, group: groupIds[ group ], audience: audienceOf( opens, choices ) };
		ids.push( known.get( snapshot.name ) ?? ( await site.call<Term>( 'POST', 'wp/v2/slotbridge-calendars', { status: 'publish', title: snapshot.name, slotbridge } ) ).id );
	}
	return ids;
}

/** The address of the page below the site's; WordPress answers it with pretty permalinks only. */
export const BOOKING_PAGE = 'book-a-call';

async function addBookingPage( site: SiteClient, ids: number[] ): Promise<void> {
	const [ found ] = await site.call<Term[]>( 'GET', `wp/v2/pages?slug=${ BOOKING_PAGE }` );
	if ( ! found ) {
		const content = ids.map( ( id ) => `<!-- wp:shortcode -->[slotbridge_calendar id="${ id }"]<!-- /wp:shortcode -->` ).join( '' );
		await site.call( 'POST', 'wp/v2/pages', { status: 'publish', title: 'Book a call', slug: BOOKING_PAGE, content } );
	}
}

/** Creates what is not there yet. */
export async function seedSite( site: SiteClient, say: Say ): Promise<void> {
	await step( say, 'Adding six members with tags, Teams and offerings', () => site.call( 'POST', 'accessally-stand-in/v1/do', { do: 'fill-demo' } ) );
	await step( say, 'Adding two groups, three calendars and a page with them', async () => addBookingPage( site, await addCalendars( site ) ) );
	await step( say, 'Waiting until HighLevel has them', () => waitForDelivery( site ) );
}

interface Activity {
	counts: Record<'pending' | 'running' | 'retrying' | 'waiting' | 'delivered' | 'dead', number>;
	outbox: { pending: number };
	items: Array<{ state: string; title: string; reason: string | null }>;
}

/** @throws Error with the bridge's words when one of them cannot be delivered. */
async function waitForDelivery( site: SiteClient ): Promise<void> {
	await site.call( 'POST', 'slotbridge/v1/outbox/dispatch' ).catch( ( error: unknown ) => {
		// The site sends by itself as well; this call only makes it quicker.
		if ( ! ( error instanceof SiteError ) ) {
			throw error;
		}
	} );
	await pollUntil( async () => {
		const { counts, outbox, items } = await site.call<Activity>( 'GET', 'slotbridge/v1/activity?limit=50' );
		const open = outbox.pending + counts.pending + counts.running + counts.retrying;
		const stuck = items.find( ( { state } ) => state === 'dead' || state === 'waiting' );
		if ( open === 0 && stuck ) {
			throw new Error( `${ stuck.title }: ${ stuck.reason }` );
		}
		return open === 0 && counts.delivered > 0;
	}, { what: 'the delivery of the examples', timeoutMs: 120_000, intervalMs: 500 } );
}
