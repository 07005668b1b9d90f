/** Injects each kind of the sandbox's faults in turn, for the calls that it hurts most, as long as the stream lasts. */
import { sleep } from '../base/poll-until.ts';
import type { SandboxClient, SandboxFault } from '../stack/sandbox-client.ts';
import type { Plan } from './options.ts';
import { createRandom, type Random } from './random.ts';

export const faultKinds: ReadonlyArray<SandboxFault[ 'kind' ]> = [
	'rate-limit', 'server-error', 'slow', 'cut-before', 'cut-after-commit', 'broken-json', 'html-error', 'token-revoked', 'answer',
];

/** Longer than the bridge waits for an answer: it has given up when HighLevel at last does what it was asked. */
export const slowMs = 11_000;

/** In every body that the drill makes up, so that an owner can tell its refusals from real ones. */
export const drillWords = 'Refused by the drill';

const calls: ReadonlyArray<NonNullable<SandboxFault[ 'match' ]>> = [
	{},
	{ method: 'GET' },
	{ method: 'PUT' },
	{ method: 'POST', path: '^/calendars/$' },
	{ method: 'POST', path: '/notifications' },
	{ method: 'POST', path: '/schedules/event-calendar' },
	{ method: 'PUT', path: '^/calendars/[A-Za-z0-9]+$' },
];

/** Refusals that a real HighLevel gives for reasons of its own; 404 for reading alone, since it would be a lie about a removal. */
const refusals: ReadonlyArray<{ status: number; message: string; readingOnly?: true }> = [
	{ status: 400, message: drillWords }, { status: 422, message: drillWords }, { status: 409, message: drillWords },
	{ status: 403, message: drillWords }, { status: 408, message: drillWords }, { status: 503, message: drillWords },
	{ status: 404, message: drillWords, readingOnly: true },
];

/** So many may wait for a call; more would fall on the first few calls after a pause, and hold everything up. */
const mostWaiting = 4;

/** @param first The first of its kind meets the next call, whichever that is. */
function drawFault( kind: SandboxFault[ 'kind' ], first: boolean, random: Random, refusal: () => typeof refusals[ number ] ): SandboxFault {
	const drawn = random.pick( calls );
	const match = first ? {} : drawn;
	if ( kind !== 'answer' ) {
		return { kind, match, times: kind === 'token-revoked' || kind === 'slow' ? 1 : random.within( [ 1, 3 ] ), ...( kind === 'slow' ? { ms: slowMs } : {} ) };
	}
	const { status, message, readingOnly } = refusal();
	return { kind, match: readingOnly ? { method: 'GET' } : match, times: 1, status, body: { statusCode: status, message } };
}

export interface FaultStream {
	/** How many were injected. */
	count: () => number;
	everyKindMet: () => boolean;
	/** Removes those that no call has met. */
	stop: () => Promise<void>;
}

export function injectFaults( sandbox: SandboxClient, plan: Plan, seed: number ): FaultStream {
	const random = createRandom( seed, 'faults' );
	const kind = random.bag( faultKinds );
	const refusal = random.bag( refusals );
	let count = 0;
	let everyKindMet = false;
	let over = false;
	const loop = ( async () => {
		while ( ! over ) {
			const waiting = ( await sandbox.listFaults() ).length;
			// The first of each kind is waited for: every kind has to be met. Later ones that nobody meets make room.
			if ( ! everyKindMet && ( waiting >= mostWaiting || ( count >= faultKinds.length && waiting > 0 ) ) ) {
				await sleep( 500 );
				continue;
			}
			everyKindMet = count >= faultKinds.length;
			if ( waiting >= mostWaiting ) {
				await sandbox.clearFaults();
			}
			await sandbox.addFault( drawFault( kind(), count < faultKinds.length, random, refusal ) );
			count += 1;
			await sleep( random.within( plan.faultEveryMs ) );
		}
	} )();
	loop.catch( () => undefined ); // Told by stop().
	return {
		count: () => count,
		everyKindMet: () => everyKindMet,
		stop: async () => {
			over = true;
			await loop;
			await sandbox.clearFaults();
		},
	};
}
