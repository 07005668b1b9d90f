/** What very many members cost: a pass of the scheduled check, and the check of one visit, on the real MariaDB. */
import { join } from 'node:path';
import { ensurePhpTools } from '../../checks/install-tools.ts';
import { pluginDir } from '../../base/paths.ts';
import { step, type Say } from '../../base/progress.ts';
import { runCommand, tail } from '../../base/run-command.ts';
import { createStack, type Stack } from '../../stack/stack.ts';
import { milliseconds, type Bench, type Measured, type Row } from '../row.ts';

const MEMBERS = 50_000;
const TAGS = 500;
const PASS_BAR_S = 60;
const MEMORY_BAR_MB = 64;
const VISIT_BAR_MS = 2;
const VISIT_BAR_QUERIES = 2;

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

async function measure( stack: Stack, say: Say ): Promise<Measured> {
	const { runtime } = stack;
	const php = runtime.kind === 'native' ? runtime.php.command : 'php';
	const result = await step( say, `${ MEMBERS } members with ${ TAGS } tags`, () =>
		runCommand( php, [ '-d', 'memory_limit=256M', join( pluginDir, 'tests/bench/members.php' ), String( MEMBERS ), String( TAGS ) ], { env: { WP_SITE: stack.siteDir }, timeoutMs: 10 * 60_000 } ) );
	if ( ! result.ok ) {
		throw new Error( `plugin/tests/bench/members.php failed:\n${ tail( result.output, 15 ) }` );
	}
	const rows = rowsOf( JSON.parse( tail( result.stdout, 1 ) ) as Report );
	return { rows, versions: { WordPress: stack.wordPressVersion, ...( runtime.kind === 'native' && { PHP: runtime.php.version, ...( runtime.mariaDb && { MariaDB: runtime.mariaDb.version } ) } ) } };
}

export const members: Bench = {
	word: 'members',
	title: 'Very many members',
	run: async ( { dir, say } ) => {
		await ensurePhpTools( say );
		const stack = await createStack( { dir, say, runtime: 'native', title: 'SlotBridge bench' } );
		try {
			await stack.start();
			return await measure( stack, say );
		} finally {
			await stack.stop();
		}
	},
};
