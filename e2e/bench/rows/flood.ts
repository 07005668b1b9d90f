/** A location with a huge backlog: what it costs its neighbour, and what it costs the bridge in memory. */
import { readFile } from 'node:fs/promises';
import { pollUntil, sleep } from '../../base/poll-until.ts';
import { step, type Say } from '../../base/progress.ts';
import { describeTimes, type Bench, type Measured } from '../row.ts';
import { withBridgeStack, type BridgeStack, type ConnectedSite } from '../bridge-stack.ts';
import { isWrite } from '../sandbox-log.ts';

const BACKLOG = 100_000;
const BATCH = 50;
const SENDERS = 4;
const PROBES = 20;
const NEIGHBOUR_BAR_MS = 1_000;
const MEMORY_BAR = 200e6;

/** Resident memory in bytes of the process alone, its children not counted. */
async function residentBytes( pid: number ): Promise<{ now: number; peak: number }> {
	const text = await readFile( `/proc/${ pid }/status`, 'utf8' );
	const read = ( name: string ): number => 1024 * Number( new RegExp( `^${ name }:\\s+(\\d+) kB$`, 'm' ).exec( text )?.[ 1 ] );
	return { now: read( 'VmRSS' ), peak: read( 'VmHWM' ) };
}

/** Through the bridge's own door, in batches of 50, while its worker already drains. */
async function pile( say: Say, { site }: ConnectedSite ): Promise<number> {
	let next = 1;
	await step( say, `Sending ${ BACKLOG } events of as many calendars to one location`, async () => {
		await Promise.all( Array.from( { length: SENDERS }, async () => {
			while ( next <= BACKLOG ) {
				const from = next;
				next += BATCH;
				await site.send( Array.from( { length: BATCH }, ( _, index ) => site.edit( from + index ) ) );
			}
		} ) );
	} );
	return ( await site.queue() ).pending;
}

/** From handing one event to the bridge until HighLevel has answered the write that it causes, in ms. */
async function probe( neighbour: ConnectedSite, calendar: number ): Promise<number> {
	const before = ( await neighbour.calls() ).at( -1 )?.id ?? 0;
	const start = Date.now();
	await neighbour.site.send( [ neighbour.site.edit( calendar ) ] );
	return await pollUntil( async () => {
		const write = ( await neighbour.calls( { after: before } ) ).find( isWrite );
		return write?.doneAt == null ? undefined : write.doneAt - start;
	}, { what: 'the neighbour’s event in HighLevel', intervalMs: 20 } );
}

async function measure( say: Say, { bridge, addSite }: BridgeStack ): Promise<Measured> {
	const neighbour = await addSite();
	const flooded = await addSite();
	const idle = [];
	for ( let calendar = 1; calendar <= 5; calendar += 1 ) {
		idle.push( await probe( neighbour, calendar ) );
	}
	const pending = await pile( say, flooded );
	const times: number[] = [];
	const memory: number[] = [];
	for ( let calendar = 101; calendar <= 100 + PROBES; calendar += 1 ) {
		times.push( await probe( neighbour, calendar ) );
		memory.push( ( await residentBytes( bridge.pid! ) ).now );
		// A new calendar takes about six calls: the neighbour's own limit shall never be the reason.
		await sleep( 1_000 );
	}
	const { peak } = await residentBytes( bridge.pid! );
	const worstMemory = Math.max( ...memory );
	return { rows: [
		{
			what: `One event of another location, ${ pending.toLocaleString( 'en' ) } pending in one (${ PROBES } events)`,
			raw: `idle: ${ describeTimes( idle ) }`,
			ours: describeTimes( times ),
			bar: `each in HighLevel within ${ NEIGHBOUR_BAR_MS / 1000 } s`,
			met: Math.max( ...times ) <= NEIGHBOUR_BAR_MS && pending >= BACKLOG * 0.99,
		},
		{
			what: `RSS of the bridge at ${ pending.toLocaleString( 'en' ) } pending, without PostgreSQL`,
			raw: null,
			ours: `${ ( worstMemory / 1e6 ).toFixed( 0 ) } MB (peak while they came in: ${ ( peak / 1e6 ).toFixed( 0 ) } MB)`,
			bar: `≤ ${ MEMORY_BAR / 1e6 } MB`,
			met: worstMemory <= MEMORY_BAR && pending >= BACKLOG * 0.99,
		},
	] };
}

export const flood: Bench = {
	word: 'flood',
	title: 'A hundred thousand pending',
	run: ( { dir, say } ) => withBridgeStack( { dir, say }, ( stack ) => measure( say, stack ) ),
};
