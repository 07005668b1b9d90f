/** A calendar while it is edited: loading, draft, saving, and the server's messages by field. */
import { useCallback, useState } from '@wordpress/element';
import type { ApiError } from '../../api/errors.ts';
import { readCalendar, readReference, saveCalendar } from '../../api/calendars.ts';
import type { CalendarPost, CalendarSnapshot, Reference } from '../../api/types.ts';
import { withoutErrorsBelow } from '../../fields/field-errors.ts';
import { useResource } from '../../shared/use-resource.ts';
import { useTask } from '../../shared/use-task.ts';

interface Loaded {
	reference: Reference;
	/** Null while WordPress has no post for it, or only the empty shell of a new one. */
	post: CalendarPost | null;
}

/** @param id The post's id; 0 for none. */
export function useLoadedCalendar( id: number ) {
	return useResource(
		useCallback(
			async ( signal: AbortSignal ): Promise<Loaded> => {
				const [ reference, post ] = await Promise.all( [ readReference( signal ), id > 0 ? readCalendar( id, signal ) : null ] );
				return { reference, post: post && post.status !== 'auto-draft' ? post : null };
			},
			[ id ]
		)
	);
}

/** @param shellId Id of the empty post that a new calendar will fill; 0 for none. */
export function useCalendarDraft( { reference, post }: Loaded, shellId: number ) {
	const [ saved, setSaved ] = useState( post );
	const [ draft, setDraft ] = useState<CalendarSnapshot>( () => post?.slotbridge ?? { ...reference.defaults, name: '', slug: '' } );
	const [ base, setBase ] = useState( draft );
	const [ errors, setErrors ] = useState<Record<string, string>>( () => post?.slotbridge_state?.attention ?? {} );
	const task = useTask();

	const change = ( path: keyof CalendarSnapshot, next: CalendarSnapshot ): void => {
		setDraft( next );
		setErrors( ( before ) => withoutErrorsBelow( before, path ) );
	};

	/** @return The saved post, or null when the server refused. */
	const save = async ( status: CalendarSnapshot[ 'status' ] ): Promise<CalendarPost | null> => {
		let answer: CalendarPost | null = null;
		await task.run( async () => {
			try {
				answer = await saveCalendar( saved?.id ?? shellId, { ...draft, status } );
			} catch ( reason ) {
				setErrors( fieldsOf( reason as ApiError ) );
				throw reason;
			}
			const stored = answer.slotbridge ?? { ...draft, status };
			setErrors( answer.slotbridge_state?.attention ?? {} );
			setSaved( answer );
			setDraft( stored );
			setBase( stored );
		} );
		return answer;
	};

	return {
		draft,
		saved,
		change,
		save,
		errors,
		error: task.error,
		isBusy: task.isBusy,
		isDirty: JSON.stringify( draft ) !== JSON.stringify( base ),
	};
}

/** Paths as the form knows them: a server may put the name of the REST field in front. */
function fieldsOf( error: ApiError ): Record<string, string> {
	return Object.fromEntries( Object.entries( error.fields ).map( ( [ path, words ] ) => [ path.replace( /^slotbridge[/.]/, '' ).replaceAll( '.', '/' ), words ] ) );
}

export type CalendarDraft = ReturnType<typeof useCalendarDraft>;
