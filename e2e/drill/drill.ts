/** One drill from its first process to its verdict. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sleep } from '../base/poll-until.ts';
import { formatDuration, step, type Say } from '../base/progress.ts';
import { newEntry } from './book.ts';
import { bringUp } from './bring-up.ts';
import { startChaos, type Chaos } from './chaos.ts';
import { faultKinds, injectFaults } from './faults.ts';
import { findDisorder, judgePace, mapIds } from './judge-calls.ts';
import type { DrillOptions, Plan } from './options.ts';
import { newOwnerTally, watchConnection, type OwnerTally } from './owner.ts';
import { listFailures, printTable, type Row } from './report.ts';
import { copyRequestLog, type Call } from './request-log.ts';
import { openSession } from './session.ts';
import { settle, type Settled, type Watched } from './settle.ts';
import type { World } from './world.ts';
import { createSiteWriter, type Tally } from './writer.ts';

const cronEveryMs = 5_000;

/** @return An exit code; the last line that is said tells why. */
export async function runDrill( world: World, { plan, seed }: DrillOptions, say: Say ): Promise<number> {
	const startedAt = performance.now();
	say( `  ${ world.versions }` );
	await bringUp( world, say );
	const tally: Tally = { saved: 0, unsure: 0, refused: [] };
	const owner = newOwnerTally();
	const log = copyRequestLog( world.sandbox );
	const watched = openWriters( world, plan, seed, tally );
	const ends = [ startCron( world ), ...watched.map( ( { session } ) => watchConnection( session, world.sandbox, owner ) ) ];
	const { chaos, faults } = await storm( world, plan, seed, watched, tally, say );
	const looks = await step( say, 'Waiting until HighLevel has the last word of every site', () => settle( world, watched, owner, plan.settleLimitMs, say ) );
	await Promise.all( ends.map( ( end ) => end() ) );
	await log.finish();
	await writeFile( join( world.dir, 'calls.json' ), JSON.stringify( log.calls(), null, '\t' ) );
	const rows = await makeRows( world, looks, log.calls() );
	printTable( rows, say );
	const { kills, disturbances } = chaos.counts();
	say( '' );
	say( `  ${ tally.saved } saves acknowledged, ${ tally.unsure } without an answer and read back. ${ kills } kills, ${ disturbances } network disturbances, ${ faults } faults injected.` );
	say( `  The owner replaced ${ owner.tokens } refused tokens, replayed ${ owner.replayed } refused events, saved ${ owner.savedAgain } half-saved things again.` );
	const failures = listFailures( rows, otherFailures( plan, { chaos, tally, owner, looks, rows, calls: log.calls() } ) );
	const took = formatDuration( performance.now() - startedAt );
	say( failures.length === 0
		? `Drill passed in ${ took }: nothing lost, nothing doubled, nothing out of order, never over the limit (seed ${ seed }).`
		: `Drill failed after ${ took } (seed ${ seed }): ${ failures.join( '; ' ) }.` );
	return failures.length === 0 ? 0 : 1;
}

function openWriters( world: World, plan: Plan, seed: number, tally: Tally ): Watched[] {
	return world.sites.map( ( site, index ) => {
		const places = Array.from( { length: plan.calendars }, ( _each, place ) => place ).filter( ( place ) => place % plan.sites === index );
		const calendarKeys = places.map( ( place ) => newEntry( `${ site.letter }${ String( place + 1 ).padStart( 2, '0' ) }` ).key );
		const session = openSession( site );
		return { session, writer: createSiteWriter( { session, letter: site.letter, calendarKeys, plan, seed, tally } ) };
	} );
}

/** The sites' scheduled tasks, as a host's crontab runs them. @return Ends it. */
function startCron( { sites }: World ): () => Promise<void> {
	let over = false;
	const loops = sites.map( async ( site ) => {
		while ( ! over ) {
			// A site that is down is called again next time.
			await site.runCron().catch( () => undefined );
			await sleep( cronEveryMs );
		}
	} );
	return async () => {
		over = true;
		await Promise.all( loops );
	};
}

/** Saves, kills, disturbances and faults, until each has had its number. */
async function storm( world: World, plan: Plan, seed: number, watched: Watched[], tally: Tally, say: Say ): Promise<{ chaos: Chaos; faults: number }> {
	const end = Date.now() + plan.streamLimitMs;
	const chaos = startChaos( world, plan, seed, say );
	const faults = injectFaults( world.sandbox, plan, seed );
	// A few more than are asked for: some of the acknowledged saves change nothing, such as a draft that becomes a draft.
	const enough = Math.ceil( plan.events * 1.03 );
	const isOver = (): boolean => Date.now() > end || ( tally.saved >= enough && chaos.isOver() && faults.everyKindMet() );
	await step( say, `Saving, killing and disturbing: at least ${ plan.events } events, ${ plan.kills } kills`, async () => {
		const report = setInterval( () => say( `    ${ tally.saved } saves` ), 30_000 );
		await Promise.all( watched.map( ( { writer } ) => writer.run( isOver ) ) ).finally( () => clearInterval( report ) );
		await faults.stop();
		await chaos.stop( true );
	}, () => `${ tally.saved } saves` );
	return { chaos, faults: faults.count() };
}

async function makeRows( world: World, looks: Settled[], calls: Call[] ): Promise<Row[]> {
	const state = await world.sandbox.state();
	const ids = mapIds( calls, [ ...state.calendars, ...state.groups ] );
	return looks.map( ( { session: { site }, writer, events, findings } ) => {
		const pace = judgePace( calls, site.locationId, ids );
		const keys = new Set( [ ...writer.calendars, ...writer.groups ].map( ( { key } ) => key ) );
		return {
			name: `${ site.letter }, ${ site.locationId }`, calendars: writer.calendars.length, events, calls: pace.calls, peak: pace.peak,
			findings: [ ...findings, ...findDisorder( calls, keys ), ...pace.findings ],
		};
	} );
}

/** What the table does not show: a drill that was not as hard as it should be, or a part that fell over by itself. */
function otherFailures( plan: Plan, seen: { chaos: Chaos; tally: Tally; owner: OwnerTally; looks: Settled[]; rows: Row[]; calls: Call[] } ): string[] {
	const { chaos, tally, owner, looks, rows, calls } = seen;
	const { kills, disturbances } = chaos.counts();
	const events = rows.reduce( ( sum, row ) => sum + row.events, 0 );
	const met = new Set( calls.flatMap( ( { faults } ) => faults ) );
	const unmet = faultKinds.filter( ( kind ) => ! met.has( kind ) );
	return [
		...looks.filter( ( { open } ) => open !== '' ).map( ( { session, open } ) => `site ${ session.site.letter } did not come to rest: ${ open }` ),
		...[ ...owner.unexplained.values() ].map( ( words ) => `a dead letter that nothing explains: ${ words }` ),
		...chaos.crashes,
		...tally.refused.map( ( words ) => `the site refused a save: ${ words }` ),
		...( events < plan.events ? [ `only ${ events } of ${ plan.events } events` ] : [] ),
		...( kills < plan.kills || disturbances < plan.disturbances ? [ `only ${ kills } kills and ${ disturbances } disturbances` ] : [] ),
		...( unmet.length > 0 ? [ `no call met the fault ${ unmet.join( ', ' ) }` ] : [] ),
	];
}
