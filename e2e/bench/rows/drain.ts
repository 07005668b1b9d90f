/** How much of HighLevel's limit a backlog is drained with, and whether HighLevel ever says "too many". */
import { pollUntil, sleep } from '../../base/poll-until.ts';
import type { Bench, Measured } from '../row.ts';
import { withBridgeStack, type ConnectedSite } from '../bridge-stack.ts';

const LIMIT = 100;
const INTERVAL_MS = 10_000;
const WINDOWS = 3;
const BAR = 0.97;
/** Each needs about six calls, so there is work left when the last window ends. */
const CALENDARS = 400;

async function fill( { site }: ConnectedSite ): Promise<void> {
	for ( let from = 1; from <= CALENDARS; from += 50 ) {
		await site.send( Array.from( { length: 50 }, ( _, index ) => site.edit( from + index ) ) );
	}
}

/** The first window is left out: it begins with every slot free. */
async function measure( connected: ConnectedSite ): Promise<Measured> {
	const before = ( await connected.calls() ).at( -1 )?.id ?? 0;
	await fill( connected );
	const first = await pollUntil( async () => ( await connected.calls( { after: before } ) )[ 0 ], { what: 'the first call of the drain' } );
	const from = first.arrivedAt + INTERVAL_MS;
	const to = from + WINDOWS * INTERVAL_MS;
	await sleep( to - Date.now() + 500 );
	const calls = await connected.calls( { after: before } );
	const { pending } = await connected.site.queue();
	if ( pending === 0 ) {
		throw new Error( 'the backlog was empty before the measurement ended' );
	}
	const taken = calls.filter( ( call ) => call.arrivedAt >= from && call.arrivedAt < to && call.status !== 429 ).length;
	const refused = calls.filter( ( call ) => call.status === 429 ).length;
	const share = taken / ( LIMIT * WINDOWS );
	return { rows: [ {
		what: `Drain under HighLevel's limit (${ LIMIT } calls in ${ INTERVAL_MS / 1000 } s, ${ WINDOWS } intervals)`,
		raw: `${ LIMIT * WINDOWS } calls allowed`,
		ours: `${ taken } calls, ${ ( share * 100 ).toFixed( 1 ) } %, ${ refused } × 429`,
		bar: `≥ ${ BAR * 100 } %, no 429`,
		met: share >= BAR && refused === 0,
	} ] };
}

export const drain: Bench = {
	word: 'drain',
	title: 'Drain at the limit',
	run: ( { dir, say } ) => withBridgeStack( { dir, say, sandboxArgs: [ '--limit', `${ LIMIT }/${ INTERVAL_MS }` ] }, async ( stack ) => measure( await stack.addSite() ) ),
};
