/** A blocked time, once for each marker in its title. */
import { createBlock, findBlock, type BlockFields, type RemoteBlock } from '../../../highlevel/block-slots.ts';
import type { HighLevelClient } from '../../../highlevel/client.ts';
import { titleMarker } from '../../../workflows/marker.ts';
import { createRecognised } from '../create-recognised.ts';
import type { LinkKeeper } from '../link-keeper.ts';

/** @throws HighLevelFailure; AppError `highlevel_timeout` while an earlier try may still be under way. */
export function createBlockOnce( client: HighLevelClient, link: LinkKeeper, fields: BlockFields ): Promise<RemoteBlock> {
	const ending = titleMarker( link.marker );
	const marked = { ...fields, title: `${ fields.title.trimEnd() } ${ ending }`.trimStart() };
	return createRecognised( link, { find: () => findBlock( client, marked, ending ), create: () => createBlock( client, marked ) } );
}
