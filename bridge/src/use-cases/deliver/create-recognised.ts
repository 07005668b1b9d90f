/** Creates what is known again by what it is, not by its link alone: looked for before, and once more after a refusal. */
import { isFailure } from '../../highlevel/failure.ts';
import { createOnce } from './create-once.ts';
import type { LinkKeeper } from './link-keeper.ts';

export interface Recognised<T> {
	/** The one that is there already, whoever made it. */
	find(): Promise<T | undefined>;
	create(): Promise<T>;
}

/**
 * A refusal is not always one: HighLevel has answered 422 and kept the contact all the same, and the slot that is "no
 * longer available" may be taken by our own earlier try. So the thing is looked for once more before it is believed.
 *
 * @throws What `create` threw, when it is not there; see `createOnce` for a try whose end is not known.
 */
export async function createRecognised<T extends { id: string }>( link: LinkKeeper, { find, create }: Recognised<T> ): Promise<T> {
	const made = await find() ?? await createOnce( link, create ).catch( async ( error: unknown ) => {
		const kept = isFailure( error, 'highlevel_refused' ) ? await find() : undefined;
		if ( ! kept ) {
			throw error;
		}
		return kept;
	} );
	await link.connect( made.id );
	return made;
}
