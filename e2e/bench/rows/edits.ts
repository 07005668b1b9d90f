/** Many edits of one calendar while HighLevel is slow: the last one counts, and none is written for nothing. */
import { pollUntil, sleep } from '../../base/poll-until.ts';
import { step, type Say } from '../../base/progress.ts';
import type { Bench, Measured } from '../row.ts';
import { withBridgeStack, type BridgeStack } from '../bridge-stack.ts';
import { isWrite, type LoggedCall } from '../sandbox-log.ts';

const EDITS = 1_000;
const SLOW_MS = 500;
/** A change is read, written and read back, one after the other. */
const CALLS_OF_A_CHANGE = 3;
const PAUSE_MS = 10;

interface Counts {
	delivered: number;
	superseded: number;
	dead: number;
	pending: number;
	running: number;
	retrying: number;
}

const overlapping = ( writes: readonly LoggedCall[] ): number => writes.filter( ( write, index ) => index > 0 && write.arrivedAt < ( writes[ index - 1 ]!.doneAt ?? Infinity ) ).length;

async function measure( say: Say, { addSite, sandbox }: BridgeStack ): Promise<Measured> {
	const connected = await addSite();
	const { site } = connected;
	const counts = async (): Promise<Counts> => ( await site.call<{ counts: Counts }>( 'GET', '/v1/activity?limit=1' ) ).counts;
	const settled = async (): Promise<Counts | undefined> => {
		const now = await counts();
		return now.pending + now.running + now.retrying === 0 ? now : undefined;
	};
	await site.send( [ site.edit( 1 ) ] );
	await pollUntil( settled, { what: 'the calendar in HighLevel' } );
	const before = ( await connected.calls() ).at( -1 )?.id ?? 0;
	await sandbox.addFault( { kind: 'slow', times: 0, ms: SLOW_MS } );
	const start = performance.now();
	const after = await step( say, `Sending ${ EDITS } edits of one calendar to a slow HighLevel`, async () => {
		for ( let nth = 1; nth <= EDITS; nth += 1 ) {
			await site.send( [ site.edit( 1, { name: `Edit ${ nth }`, color: `#${ nth.toString( 16 ).padStart( 6, '0' ) }` } ) ] );
			await sleep( PAUSE_MS );
		}
		return await pollUntil( settled, { what: 'the end of the edits' } );
	} );
	const tookMs = performance.now() - start;
	const writes = ( await connected.calls( { after: before } ) ).filter( isWrite );
	const [ calendar ] = await sandbox.findCalendars( `Edit ${ EDITS }` );
	const exact = calendar?.eventColor === `#${ EDITS.toString( 16 ).padStart( 6, '0' ) }` && ( await sandbox.state() ).calendars.length === 1;
	const slots = Math.ceil( tookMs / ( CALLS_OF_A_CHANGE * SLOW_MS ) );
	// The first event, which made the calendar, is among the delivered.
	const complete = after.delivered - 1 + after.superseded === EDITS && after.dead === 0;
	return { rows: [ {
		what: `${ EDITS } edits of one calendar in ${ ( tookMs / 1000 ).toFixed( 0 ) } s, each call to HighLevel takes ${ SLOW_MS } ms`,
		raw: `the lane is free ${ slots } times at most`,
		ours: `${ writes.length } writes, ${ after.superseded } superseded, final state ${ exact ? 'exact' : 'WRONG' }`,
		bar: '≤ 1 write each time the lane is free, exact',
		met: exact && complete && writes.length <= slots && writes.length === after.delivered - 1 && overlapping( writes ) === 0,
	} ] };
}

export const edits: Bench = {
	word: 'edits',
	title: 'A thousand edits of one calendar',
	run: ( { dir, say } ) => withBridgeStack( { dir, say }, ( stack ) => measure( say, stack ) ),
};
