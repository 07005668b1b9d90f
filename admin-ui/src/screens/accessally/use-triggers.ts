/** The triggers and their switches: each is shown at once, sent one after the other, and put back when the site refuses. */
import { useCallback, useRef, useState } from '@wordpress/element';
import { readTriggers, switchTrigger, type TriggersAnswer } from '../../api/accessally.ts';
import type { ApiError } from '../../api/errors.ts';
import { useResource } from '../../shared/use-resource.ts';
import { withPending } from './trigger-list.ts';

export interface Triggers {
	data: TriggersAnswer | null;
	error: ApiError | null;
	isLoading: boolean;
	reload: () => Promise<void>;
	/** By type: why the last switch was refused. */
	faults: Record<string, string>;
	/** Answers true when the site has taken it. */
	change: ( type: string, on: boolean ) => Promise<boolean>;
}

export function useTriggers(): Triggers {
	const { data, error, isLoading, reload, set } = useResource( readTriggers );
	const [ pending, setPending ] = useState<Record<string, boolean>>( {} );
	const [ faults, setFaults ] = useState<Record<string, string>>( {} );
	// The answers must come in the order of the switches: the last one then says how things stand.
	const line = useRef<Promise<unknown>>( Promise.resolve() );

	const change = useCallback( ( type: string, on: boolean ): Promise<boolean> => {
		setPending( ( before ) => ( { ...before, [ type ]: on } ) );
		setFaults( ( before ) => without( before, type ) );
		const turn = line.current.then( async () => {
			try {
				set( await switchTrigger( type, on ) );
				return true;
			} catch ( reason ) {
				setFaults( ( before ) => ( { ...before, [ type ]: ( reason as ApiError ).message } ) );
				return false;
			} finally {
				// A later switch of the same trigger has its own say.
				setPending( ( before ) => ( before[ type ] === on ? without( before, type ) : before ) );
			}
		} );
		line.current = turn;
		return turn;
	}, [ set ] );

	return { data: data && { ...data, families: withPending( data.families, pending ) }, error, isLoading, reload, faults, change };
}

function without<T>( record: Record<string, T>, key: string ): Record<string, T> {
	const { [ key ]: _gone, ...others } = record;
	return others;
}
