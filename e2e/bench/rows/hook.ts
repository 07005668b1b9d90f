/** From a save in a real WordPress to HighLevel on an idle system, and what one event costs the page that causes it. */
import { pollUntil, sleep } from '../../base/poll-until.ts';
import { step, type Say } from '../../base/progress.ts';
import { connectSite } from '../../demo/connect.ts';
import { openSite, type SiteClient } from '../../stack/site-client.ts';
import type { Stack } from '../../stack/stack.ts';
import { describeTimes, median, milliseconds, percentile, type Bench, type Row } from '../row.ts';
import { isWrite, readLog } from '../sandbox-log.ts';
import { runBenchScript, withWordPressStack } from '../wordpress-stack.ts';

const SAVES = 100;
/** An update is a handful of calls: ten seconds of them stay well below the limit, which shall never be the reason. */
const APART_MS = 700;
const P50_BAR_MS = 300;
const P95_BAR_MS = 1_000;
const PAGE_BAR = 2;

interface Delivery {
	name: string;
	savedAt: number;
	/** When HighLevel had answered the write. */
	doneAt: number;
}

async function save( stack: Stack, site: SiteClient, id: number, name: string, after: number ): Promise<Delivery> {
	const savedAt = Date.now();
	await site.call( 'POST', `wp/v2/slotbridge-calendars/${ id }`, { slotbridge: { name } } );
	const doneAt = await pollUntil( async () => {
		const calls = await readLog( stack.highLevel.url, stack.highLevel.locationId, { method: 'PUT', after } );
		return calls.find( ( call ) => ( call.body as { name?: string } | null )?.name === name )?.doneAt;
	}, { what: `"${ name }" in HighLevel`, intervalMs: 20 } );
	return { name, savedAt, doneAt };
}

/** When the site's hook wrote each event down: the bridge's log has it from the event itself. */
async function hookTimes( site: SiteClient ): Promise<Map<string, number>> {
	const times = new Map<string, number>();
	let page: { items: Array<{ id: string; entityName: string; time: string }>; next: string | null } | undefined;
	do {
		page = await site.call<NonNullable<typeof page>>( 'GET', `slotbridge/v1/activity?limit=50${ page?.next ? `&before=${ encodeURIComponent( page.next ) }` : '' }` );
		page.items.forEach( ( item ) => times.set( item.entityName, Date.parse( item.time ) ) );
	} while ( page.next !== null );
	return times;
}

async function measureSaves( stack: Stack, site: SiteClient, id: number, say: Say ): Promise<Row[]> {
	const lastId = async (): Promise<number> => ( await readLog( stack.highLevel.url, stack.highLevel.locationId ) ).at( -1 )?.id ?? 0;
	await save( stack, site, id, 'Warm-up', await lastId() );
	await sleep( 2_000 );
	const before = await lastId();
	const deliveries: Delivery[] = [];
	await step( say, `${ SAVES } saves, one each ${ APART_MS } ms`, async () => {
		for ( let nth = 1; nth <= SAVES; nth += 1 ) {
			const next = Date.now() + APART_MS;
			deliveries.push( await save( stack, site, id, `Save ${ nth }`, before ) );
			await sleep( Math.max( 0, next - Date.now() ) );
		}
	} );
	const calls = await readLog( stack.highLevel.url, stack.highLevel.locationId, { after: before } );
	const hooks = await hookTimes( site );
	const fromHook = deliveries.map( ( { name, doneAt } ) => doneAt - hooks.get( name )! );
	const exact = calls.filter( isWrite ).length === SAVES && calls.every( ( { status } ) => status === 200 );
	return [
		{
			what: `Hook to HighLevel, idle, ${ SAVES } saves by REST (${ ( calls.length / SAVES ).toFixed( 1 ) } calls each)`,
			raw: null,
			ours: describeTimes( fromHook ),
			bar: `p50 ≤ ${ P50_BAR_MS } ms, p95 ≤ ${ P95_BAR_MS / 1000 } s`,
			met: exact && median( fromHook ) <= P50_BAR_MS && percentile( fromHook, 95 ) <= P95_BAR_MS,
		},
		{
			what: 'The same from the first byte of the save, with WordPress’s own work', raw: null,
			ours: describeTimes( deliveries.map( ( { savedAt, doneAt } ) => doneAt - savedAt ) ), bar: null, met: null,
		},
	];
}

interface PageTimes {
	/** Milliseconds an event; medians of each round. */
	insert: number[];
	record: number[];
	look: number[];
}

/** Both in one PHP process of the real site, in turns. */
async function measurePage( stack: Stack, id: number, say: Say ): Promise<Row[]> {
	const { insert, record, look } = await runBenchScript<PageTimes>( stack, say, 'Writing events and bare rows in turns', 'event-time.php', [ String( id ) ], 120_000 );
	const ratio = median( record.map( ( time, round ) => time / insert[ round ]! ) );
	const raw = `${ milliseconds( median( insert ) ) } ($wpdb->insert)`;
	return [
		{
			what: `PHP time of one event in its page (${ record.length } rounds)`, raw,
			ours: `${ milliseconds( median( record ) ) }, ratio ${ ratio.toFixed( 2 ) }`, bar: `≤ ${ PAGE_BAR } × the bare insert`, met: ratio <= PAGE_BAR,
		},
		{
			what: 'The same with finding out what has changed', raw,
			ours: `${ milliseconds( median( look ) ) }, ratio ${ median( look.map( ( time, round ) => time / insert[ round ]! ) ).toFixed( 2 ) }`, bar: null, met: null,
		},
	];
}

async function measure( stack: Stack, say: Say ): Promise<Row[]> {
	const site = await openSite( stack.wordpressUrl, stack.owner );
	await connectSite( site, stack, say );
	const { id } = await site.call<{ id: number }>( 'POST', 'wp/v2/slotbridge-calendars', { status: 'publish', slotbridge: { name: 'Bench', timeZone: 'Europe/London', color: '#1f7a5c' } } );
	await pollUntil( async () => ( await readLog( stack.highLevel.url, stack.highLevel.locationId, { method: 'POST' } ) ).some( ( call ) => call.doneAt !== null ), { what: 'the calendar in HighLevel' } );
	await sleep( 2_000 );
	return [ ...await measureSaves( stack, site, id, say ), ...await measurePage( stack, id, say ) ];
}

export const hook: Bench = {
	word: 'hook',
	title: 'From the hook to HighLevel',
	run: ( context ) => withWordPressStack( context, ( stack ) => measure( stack, context.say ) ),
};
