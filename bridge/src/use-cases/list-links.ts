/** What a site reads about its calendars and groups in HighLevel: linked, on their way, or why not. */
import { describeLinks, type SiteLink } from '../database/links.ts';
import type { BridgeDeps } from './bridge-deps.ts';

export const LINKS_PAGE = 500;

export interface LinkList {
	links: SiteLink[];
	/** Pass it as `after` for the next page; null at the end. */
	next: string | null;
}

/**
 * @param choice.subjects Only these; left out: all, page by page in the order of the subjects.
 */
export async function listLinks( deps: Pick<BridgeDeps, 'db'>, siteId: string, choice: { subjects?: readonly string[]; after?: string } ): Promise<LinkList> {
	// One more than is shown tells whether there is a next page.
	const links = await describeLinks( deps.db, siteId, choice.subjects, { after: choice.after, limit: LINKS_PAGE + 1 } );
	const shown = links.slice( 0, LINKS_PAGE );
	return { links: shown, next: links.length > LINKS_PAGE ? shown.at( -1 )!.subject : null };
}
