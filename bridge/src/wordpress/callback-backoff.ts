/** How long to wait before a message to a site is tried again. */

/** After this many tries a message is given up: about three hours. The site asks for the state by itself anyway. */
export const MAX_TRIES = 12;

const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;

/**
 * Doubles from 5 s up to an hour, of which a random half is taken off, so that the messages of a site that was away
 * do not all come back in the same moment.
 *
 * @param tries How many have failed so far, 1 or more.
 * @returns ms
 */
export function callbackPause( tries: number, random: () => number = Math.random ): number {
	const longest = Math.min( FIRST_MS * 2 ** ( tries - 1 ), LONGEST_MS );
	return Math.round( longest * ( 0.5 + random() / 2 ) );
}
