/** Adds a calendar group to HighLevel, after asking whether its slug is free. */
import { AppError } from '../../../errors/app-error.ts';
import { createGroup, isGroupSlugFree } from '../../../highlevel/groups.ts';
import type { GroupWishes } from '../../../workflows/group-wishes.ts';
import { createOnce, refuseWhileUnderWay } from '../create-once.ts';
import type { Delivery } from '../delivery.ts';
import { readGroupBack } from './read-group-back.ts';

export async function addGroup( delivery: Delivery, wishes: GroupWishes ): Promise<void> {
	const { client, link, step } = delivery;
	refuseWhileUnderWay( link );
	await checkSlug( delivery, wishes.fields.slug );
	const body = { ...wishes.fields, ...( wishes.isActive === undefined ? {} : { isActive: wishes.isActive } ) };
	const created = await step( 'create-group', 'Add the calendar group to HighLevel', async ( say ) => {
		const group = await createOnce( link, () => createGroup( client, body ) );
		await link.connect( group.id );
		say( `HighLevel gave it the id ${ group.id }.` );
		return group;
	} );
	await readGroupBack( delivery, created.id, body );
	await link.remember( { fields: body } );
}

/** @throws AppError `highlevel_slug_taken`. */
export async function checkSlug( { client, step }: Delivery, slug: string ): Promise<void> {
	await step( 'validate-slug', 'Ask whether the slug is free', async ( say ) => {
		if ( ! ( await isGroupSlugFree( client, slug ) ) ) {
			throw new AppError( 'highlevel_slug_taken', `Another calendar group in HighLevel already has the slug "${ slug }". Choose another slug for this one.` );
		}
		say( `"${ slug }" is free.` );
	} );
}
