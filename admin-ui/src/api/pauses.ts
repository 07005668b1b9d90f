/** What the owner holds back on purpose, and the word on what was deleted in HighLevel. */
import { callBridge } from './client.ts';
import type { Link, Pauses, Workflow } from './types.ts';

export const setPause = ( scope: 'site' | Workflow, paused: boolean ): Promise<Pauses> => callBridge( '/pauses', { method: 'PATCH', body: { scope, paused } } );

export const mendLink = ( subject: string, mending: { action: 'recreate' } | { action: 'link'; highLevelId: string } ): Promise<{ link: Link }> =>
	callBridge( '/links/mend', { method: 'POST', body: { subject, ...mending } } );
