/** The mapping while it is edited: draft, what was saved last, saving, and a clash with somebody else's save. */
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { hasCode } from '../../api/errors.ts';
import { readConfig, saveConfig } from '../../api/mappings.ts';
import type { Config } from '../../api/types.ts';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { errorsByTarget, isSameConfig } from './mapping-draft.ts';

export function useMappingDraft( loaded: Config ) {
	const [ saved, setSaved ] = useState( loaded );
	const [ draft, setDraft ] = useState( loaded );
	const task = useTask();
	const notify = useNotify();
	const isConflict = hasCode( task.error, 'config_conflict' );

	const put = async ( config: Config ): Promise<void> => {
		const isDone = await task.run( async () => {
			const answer = await saveConfig( config );
			setSaved( answer.config );
			setDraft( answer.config );
		} );
		if ( isDone ) {
			notify( __( 'Mapping saved. It applies from the next change on.', 'slotbridge' ) );
		}
	};

	return {
		draft,
		setDraft,
		isDirty: ! isSameConfig( draft, saved ),
		isBusy: task.isBusy,
		isConflict,
		error: isConflict ? null : task.error,
		errors: errorsByTarget( task.error, draft ),
		save: () => put( draft ),
		discard: () => {
			setDraft( saved );
			task.clear();
		},
		/** Takes what the other person saved; own changes are gone. */
		takeTheirs: () =>
			task.run( async () => {
				const { config } = await readConfig();
				setSaved( config );
				setDraft( config );
			} ),
		/** Saves own changes over the other person's. */
		keepMine: async () => {
			let theirs: Config | undefined;
			await task.run( async () => {
				theirs = ( await readConfig() ).config;
			} );
			if ( theirs ) {
				await put( { ...draft, version: theirs.version } );
			}
		},
	};
}

export type MappingDraft = ReturnType<typeof useMappingDraft>;
