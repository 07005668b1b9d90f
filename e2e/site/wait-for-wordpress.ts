/** Waits until a WordPress answers through its REST API with our plugin switched on. */
import { pollUntil } from '../base/poll-until.ts';

/** @throws Error when the time is up, or the signal's reason. */
export async function waitForWordPress( url: string, timeoutMs: number, signal?: AbortSignal ): Promise<void> {
	await pollUntil( async () => {
		// A request that hangs must not outlive the wait.
		const response = await fetch( `${ url }/wp-json/`, { signal: AbortSignal.timeout( Math.min( timeoutMs, 30_000 ) ) } );
		if ( ! response.ok ) {
			throw new Error( `${ url }/wp-json/ answered ${ response.status }` );
		}
		const index = await response.json() as { namespaces?: string[] };
		if ( ! index.namespaces?.includes( 'slotbridge/v1' ) ) {
			throw new Error( 'the SlotBridge plugin is not switched on' );
		}
		return true;
	}, { what: 'WordPress’s first answer', timeoutMs, intervalMs: 200, signal } );
}
