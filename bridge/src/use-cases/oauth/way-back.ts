/** The way back to the site: its own page, with one word on how it went. */

/** `refused`: by the owner, at HighLevel or before. `failed`: by HighLevel, or it could not be reached. `empty`: the agency chose no location. */
export type ConsentResult = 'connected' | 'refused' | 'failed' | 'empty';

/** The word stands in this part of the address. */
export const RESULT_PARAMETER = 'slotbridge-connect';

export function backTo( returnUrl: string, result: ConsentResult ): string {
	const url = new URL( returnUrl );
	url.searchParams.set( RESULT_PARAMETER, result );
	return url.href;
}
