/** How old a private integration token is, and when to remind of rotating it. */
import type { ConnectionRow } from '../../database/connections.ts';

/** HighLevel advises to rotate every 90 days; ten days are enough to do it in. */
export const REMIND_FROM_DAYS = 80;
const ADVISED_DAYS = 90;
const DAY_MS = 86_400_000;

/** Whole days since the current token was entered, or since the owner's consent for OAuth. */
export function tokenAgeDays( connection: Pick<ConnectionRow, 'token_added_at'>, now: number = Date.now() ): number {
	return Math.max( 0, Math.floor( ( now - connection.token_added_at.getTime() ) / DAY_MS ) );
}

/** In words for the owner; null when there is nothing to do. OAuth renews itself, and a next token that is there already is what we would ask for. */
export function tokenReminder( connection: Pick<ConnectionRow, 'kind' | 'token_added_at' | 'next_token' | 'next_token_problem'>, now: number = Date.now() ): string | null {
	const days = tokenAgeDays( connection, now );
	if ( connection.kind !== 'privateIntegration' || days < REMIND_FROM_DAYS || ( connection.next_token !== null && connection.next_token_problem === null ) ) {
		return null;
	}
	return `This token is ${ days } days old; HighLevel advises to change it every ${ ADVISED_DAYS } days. In HighLevel choose "Rotate and expire later" for this integration, and enter the new token here as the next one: nothing is interrupted.`;
}
