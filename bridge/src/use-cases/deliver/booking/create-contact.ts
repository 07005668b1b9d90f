/** The contact of a member, once for each e-mail address or telephone number. */
import type { HighLevelClient } from '../../../highlevel/client.ts';
import { createContact, findContact, type ContactFields, type RemoteContact } from '../../../highlevel/contacts.ts';
import { createRecognised } from '../create-recognised.ts';
import type { LinkKeeper } from '../link-keeper.ts';

/** @throws HighLevelFailure; AppError `highlevel_timeout` while an earlier try may still be under way. */
export function createContactOnce( client: HighLevelClient, link: LinkKeeper, fields: ContactFields ): Promise<RemoteContact> {
	return createRecognised( link, { find: () => findContact( client, fields ), create: () => createContact( client, fields ) } );
}
