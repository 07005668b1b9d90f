/** The whole state for a reader, with names in the place of tokens. */
import { readable } from '../operations/calendars.ts';
import type { Sandbox } from '../sandbox.ts';

export function describeState( { world, faults }: Sandbox ): Record<string, unknown> {
	const { tokens, calendars, oauth, ...rest } = world.state;
	return {
		...rest,
		calendars: calendars.map( readable ),
		tokens: tokens.map( ( { token: _, ...shown } ) => shown ),
		installs: oauth.installs,
		faults: faults.list(),
	};
}
