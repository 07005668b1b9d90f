/** After the storm: waits until nothing is on its way any more and HighLevel has the site's last word, as long as the plan allows. */
import { sleep } from '../base/poll-until.ts';
import type { Say } from '../base/progress.ts';
import { messageOf } from '../base/user-error.ts';
import { compareSite, type Finding } from './compare.ts';
import { replayRefused, type OwnerTally } from './owner.ts';
import type { Session } from './session.ts';
import { readTruth, saveFaulty } from './truth.ts';
import type { World } from './world.ts';
import type { SiteWriter } from './writer.ts';

type Counts = Record<'pending' | 'running' | 'retrying' | 'waiting' | 'delivered' | 'superseded' | 'dead', number>;

interface Activity {
	counts: Counts | null;
	outbox: { pending: number; items: Array<{ state: string; title: string; reason: string | null }> };
	bridgeError?: { message: string };
}

export interface Settled {
	session: Session;
	writer: SiteWriter;
	/** Events that the bridge has of this site. */
	events: number;
	/** Why it is not quiet; empty when it is. */
	open: string;
	findings: Finding[];
}

export interface Watched {
	session: Session;
	writer: SiteWriter;
}

const pauseMs = 3_000;

/** @return The last look at each site: two in a row without a finding, or whatever is there when the time is up. */
export async function settle( world: World, watched: Watched[], owner: OwnerTally, limitMs: number, say: Say ): Promise<Settled[]> {
	const end = Date.now() + limitMs;
	let cleanLooks = 0;
	let saidAt = 0;
	for ( ;; ) {
		const looks = await Promise.all( watched.map( ( each ) => look( world, each, owner ) ) );
		cleanLooks = looks.every( ( { open, findings } ) => open === '' && findings.length === 0 ) ? cleanLooks + 1 : 0;
		if ( cleanLooks === 2 || Date.now() > end ) {
			return looks;
		}
		if ( Date.now() - saidAt > 15_000 ) {
			saidAt = Date.now();
			say( `    ${ looks.map( ( { session, open, findings } ) => `site ${ session.site.letter }: ${ open || ( findings.length === 0 ? 'quiet' : `quiet, but ${ findings.length } differ (${ findings[ 0 ]!.words })` ) }` ).join( '; ' ) }` );
		}
		await sleep( pauseMs );
	}
}

async function look( world: World, { session, writer }: Watched, owner: OwnerTally ): Promise<Settled> {
	const seen = { session, writer, events: 0, findings: [] };
	try {
		await replayRefused( session, owner );
		const activity = await session.call<Activity>( 'GET', 'slotbridge/v1/activity?limit=1' );
		const events = Object.values( activity.counts ?? {} ).reduce( ( sum, count ) => sum + count, 0 );
		const open = describeOpen( activity );
		if ( open !== '' ) {
			return { ...seen, events, open };
		}
		const truth = await readTruth( session );
		const savedAgain = await saveFaulty( session, truth );
		owner.savedAgain += savedAgain;
		const findings = compareSite( { site: session.site, truth, calendars: writer.calendars, groups: writer.groups, state: await world.sandbox.state() } );
		return { ...seen, events, open: savedAgain > 0 ? `${ savedAgain } had to be saved again` : '', findings };
	} catch ( error ) {
		return { ...seen, open: `the site could not be asked: ${ messageOf( error ) }` };
	}
}

function describeOpen( { counts, outbox, bridgeError }: Activity ): string {
	if ( counts === null ) {
		return bridgeError?.message ?? 'the bridge gave no answer';
	}
	const refused = outbox.items.find( ( { state } ) => state === 'refused' );
	const open = Object.entries( { outbox: outbox.pending, pending: counts.pending, running: counts.running, retrying: counts.retrying, waiting: counts.waiting, dead: counts.dead } );
	return [
		...open.filter( ( [ , count ] ) => count > 0 ).map( ( [ name, count ] ) => `${ count } ${ name }` ),
		...( refused ? [ `the bridge refused "${ refused.title }" (${ refused.reason })` ] : [] ),
	].join( ', ' );
}
