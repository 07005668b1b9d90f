/** How much of HighLevel's limit a backlog is drained with, whether HighLevel ever says "too many", and how long a person waits meanwhile. */
import { pollUntil, sleep } from '../../base/poll-until.ts';
import { describeTimes, type Bench, type Measured, type Row } from '../row.ts';
import type { LoggedCall } from '../sandbox-log.ts';
import { withBridgeStack, type ConnectedSite } from '../bridge-stack.ts';

const LIMIT = 100;
const INTERVAL_MS = 10_000;
const WINDOWS = 3;
const BAR = 0.97;
const VISITS = 5;
const VISIT_BAR_MS = 1_000;
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
	const visits = await visit( connected );
	const { pending } = await connected.site.queue();
	if ( pending === 0 ) {
		throw new Error( 'the backlog was empty before the measurement ended' );
	}
	const all = await connected.calls( { after: before } );
	return { rows: [ judgeDrain( calls, from, to ), judgeVisits( visits, all ) ] };
}

/** A person looks at the location's groups (one call), each time when the bridge has forgotten about the time before. */
async function visit( { site }: ConnectedSite ): Promise<number[]> {
	const { connections } = await site.call<{ connections: { id: string }[] }>( 'GET', '/v1/connections' );
	const times: number[] = [];
	for ( let nth = 0; nth < VISITS; nth += 1 ) {
		await sleep( INTERVAL_MS * 1.05 );
		const started = performance.now();
		await site.call( 'GET', `/v1/connections/${ connections[ 0 ]?.id }/groups` );
		times.push( performance.now() - started );
	}
	return times;
}

function judgeVisits( times: number[], calls: LoggedCall[] ): Row {
	const refused = calls.filter( ( call ) => call.status === 429 ).length;
	return {
		what: `A person's call in the middle of that drain (${ VISITS } times)`,
		raw: null,
		ours: `${ describeTimes( times ) }; at most ${ mostTogether( calls ) } calls in any ${ INTERVAL_MS / 1000 } s, ${ refused } × 429`,
		bar: `each within ${ VISIT_BAR_MS / 1000 } s, no 429`,
		met: Math.max( ...times ) <= VISIT_BAR_MS && refused === 0,
	};
}

/** The most calls in any interval, wherever it begins, as HighLevel counts them. */
function mostTogether( calls: LoggedCall[] ): number {
	const at = calls.map( ( call ) => call.arrivedAt ).sort( ( a, b ) => a - b );
	return Math.max( ...at.map( ( begin, index ) => at.findLastIndex( ( moment ) => moment < begin + INTERVAL_MS ) - index + 1 ) );
}

function judgeDrain( calls: LoggedCall[], from: number, to: number ): Row {
	const taken = calls.filter( ( call ) => call.arrivedAt >= from && call.arrivedAt < to && call.status !== 429 ).length;
	const refused = calls.filter( ( call ) => call.status === 429 ).length;
	const share = taken / ( LIMIT * WINDOWS );
	return {
		what: `Drain under HighLevel's limit (${ LIMIT } calls in ${ INTERVAL_MS / 1000 } s, ${ WINDOWS } intervals)`,
		raw: `${ LIMIT * WINDOWS } calls allowed`,
		ours: `${ taken } calls, ${ ( share * 100 ).toFixed( 1 ) } %, ${ refused } × 429`,
		bar: `≥ ${ BAR * 100 } %, no 429`,
		met: share >= BAR && refused === 0,
	};
}

export const drain: Bench = {
	word: 'drain',
	title: 'Drain at the limit',
	run: ( { dir, say } ) => withBridgeStack( { dir, say, sandboxArgs: [ '--limit', `${ LIMIT }/${ INTERVAL_MS }` ] }, async ( stack ) => measure( await stack.addSite() ) ),
};
