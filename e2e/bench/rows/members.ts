/** What very many members cost: a pass of the scheduled check, and the check of one visit, on the real MariaDB. */
import type { Say } from '../../base/progress.ts';
import type { Stack } from '../../stack/stack.ts';
import { median, milliseconds, type Bench, type Row } from '../row.ts';
import { runBenchScript, withWordPressStack } from '../wordpress-stack.ts';

const MEMBERS = 50_000;
const TAGS = 500;
const PASS_BAR_S = 60;
const MEMORY_BAR_MB = 64;
const VISIT_BAR_MS = 2;
const VISIT_BAR_QUERIES = 2;
const DECISION_BAR_MS = 1;

interface Pass {
	seconds: number;
	addedMb: number;
	/** Of the whole process, WordPress included. */
	peakMb: number;
	queries: number;
}

interface Report {
	firstLook: Pass;
	unchanged: Pass;
	changed: Pass & { changes: number };
	visit: { medianMs: number; p95Ms: number; mostQueries: number };
}

const describePass = ( { seconds, peakMb, queries }: Pass ): string => `${ seconds.toFixed( 1 ) } s, ${ peakMb.toFixed( 0 ) } MB at most, ${ queries } queries`;

function rowsOf( { firstLook, unchanged, changed, visit }: Report ): Row[] {
	const pass = ( what: string, one: Pass ): Row => ( {
		what, raw: null, ours: describePass( one ), bar: `≤ ${ PASS_BAR_S } s, ≤ ${ MEMORY_BAR_MB } MB`, met: one.seconds <= PASS_BAR_S && one.peakMb <= MEMORY_BAR_MB,
	} );
	return [
		pass( `One pass over ${ MEMBERS } members that finds ${ changed.changes } tags written past every hook`, changed ),
		pass( 'The same where nothing has changed', unchanged ),
		{ what: 'The very first look at all of them', raw: null, ours: describePass( firstLook ), bar: null, met: null },
		{
			what: 'Check of a member’s visit, once a visit', raw: null,
			ours: `median ${ milliseconds( visit.medianMs ) }, p95 ${ milliseconds( visit.p95Ms ) }, ${ visit.mostQueries } queries`,
			bar: `≤ ${ VISIT_BAR_QUERIES } queries, median ≤ ${ VISIT_BAR_MS } ms`, met: visit.mostQueries <= VISIT_BAR_QUERIES && visit.medianMs <= VISIT_BAR_MS,
		},
	];
}

interface DecisionTimes {
	/** Milliseconds; medians of each round. */
	warm: number[];
	first: number[];
	queries: { warm: number; first: number };
}

function decisionRows( { warm, first, queries }: DecisionTimes ): Row[] {
	return [
		{ what: 'May this member see this calendar? Ten rules, warm', raw: null, ours: `${ milliseconds( median( warm ) ) }, ${ queries.warm } queries`, bar: `≤ ${ DECISION_BAR_MS } ms`, met: median( warm ) <= DECISION_BAR_MS },
		{ what: 'The same, asked first in a request', raw: null, ours: `${ milliseconds( median( first ) ) }, ${ queries.first } queries`, bar: null, met: null },
	];
}

async function measure( stack: Stack, say: Say ): Promise<Row[]> {
	const run = <T>( what: string, script: string, ...args: string[] ): Promise<T> => runBenchScript<T>( stack, say, what, script, args, 10 * 60_000 );
	return [
		...rowsOf( await run<Report>( `${ MEMBERS } members with ${ TAGS } tags`, 'members.php', String( MEMBERS ), String( TAGS ) ) ),
		...decisionRows( await run<DecisionTimes>( 'Decisions about a calendar', 'access-time.php' ) ),
	];
}

export const members: Bench = {
	word: 'members',
	title: 'Very many members',
	run: ( context ) => withWordPressStack( context, ( stack ) => measure( stack, context.say ) ),
};
