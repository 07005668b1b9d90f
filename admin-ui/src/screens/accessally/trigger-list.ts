/** The triggers as they are shown while switches are on their way to the site. */
import type { Trigger, TriggerFamily } from '../../api/accessally.ts';

/** @param pending By type: what a switch was set to, and the site has not confirmed yet. */
export function withPending( families: TriggerFamily[], pending: Record<string, boolean> ): TriggerFamily[] {
	return families.map( ( family ) => ( { ...family, triggers: family.triggers.map( ( trigger ) => ( { ...trigger, on: pending[ trigger.type ] ?? trigger.on } ) ) } ) );
}

/** Triggers of which the same is to be said, so that it is said once; in the order in which they first come. */
export function alike( triggers: readonly Trigger[] ): [ Trigger, ...Trigger[] ][] {
	const groups = new Map<string, [ Trigger, ...Trigger[] ]>();
	for ( const trigger of triggers ) {
		const key = JSON.stringify( [ trigger.sends, trigger.note, trigger.needsSign ] );
		const group = groups.get( key );
		if ( group ) {
			group.push( trigger );
		} else {
			groups.set( key, [ trigger ] );
		}
	}
	return [ ...groups.values() ];
}

/** Whether a trigger is on; null: it is not in the list. */
export function isOn( families: TriggerFamily[], type: string ): boolean | null {
	return families.flatMap( ( { triggers } ) => triggers ).find( ( trigger ) => trigger.type === type )?.on ?? null;
}

export function countOn( triggers: readonly Trigger[] ): number {
	return triggers.filter( ( { on } ) => on ).length;
}

/** Everything that leaves the site with those that are on, each once, in the order of the list. */
export function sentNow( families: TriggerFamily[] ): string[] {
	return [ ...new Set( families.flatMap( ( { triggers } ) => triggers.filter( ( { on } ) => on ).flatMap( ( { sends } ) => sends ) ) ) ];
}
