/** The command line of `npm run drill`, and how large each form of it is. */
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../base/user-error.ts';

/** From and to, both included; in ms where it is a time. */
export type Span = readonly [ number, number ];

export interface Plan {
	form: 'long' | 'short';
	/** WordPress sites, each with a HighLevel location of its own. */
	sites: number;
	/** Calendars over all sites. */
	calendars: number;
	groupsPerSite: number;
	/** The bridge has to have accepted at least so many. */
	events: number;
	/** Callers that save at the same time, for each site. */
	callers: number;
	/** kill -9 of a process; network disturbances come on top. */
	kills: number;
	disturbances: number;
	/** Between one kill and the next. */
	killEveryMs: Span;
	/** How long a killed part stays away. */
	awayMs: Span;
	/** Between one injected fault and the next. */
	faultEveryMs: Span;
	/** A caller's pause between two saves. */
	thinkMs: Span;
	/** Ends a stream that does not come to its end. */
	streamLimitMs: number;
	/** How long HighLevel may take to get to the site's last word, once nothing is disturbed any more. */
	settleLimitMs: number;
}

const minute = 60_000;

const longForm: Plan = {
	form: 'long', sites: 3, calendars: 50, groupsPerSite: 5, events: 2000, callers: 2, kills: 32, disturbances: 12,
	killEveryMs: [ 3_000, 12_000 ], awayMs: [ 500, 6_000 ], faultEveryMs: [ 1_000, 4_000 ], thinkMs: [ 0, 800 ],
	streamLimitMs: 25 * minute, settleLimitMs: 10 * minute,
};

const shortForm: Plan = {
	form: 'short', sites: 1, calendars: 10, groupsPerSite: 2, events: 150, callers: 2, kills: 6, disturbances: 2,
	killEveryMs: [ 2_000, 9_000 ], awayMs: [ 300, 2_500 ], faultEveryMs: [ 1_000, 4_000 ], thinkMs: [ 0, 600 ],
	streamLimitMs: 5 * minute, settleLimitMs: 6 * minute,
};

export interface DrillOptions {
	help: boolean;
	seed: number;
	plan: Plan;
}

export const helpText = `npm run drill -- [options]

  --short     one site, ${ shortForm.events } events, ${ shortForm.kills } kills: a few minutes, part of npm test
  --seed N    the same schedule of saves, kills and faults as the run that printed N
  --help      this text
`;

/** @throws UserError for an option that is unknown or has no usable value. */
export function readOptions( args: string[] ): DrillOptions {
	let values;
	try {
		values = parseArgs( { args, options: { short: { type: 'boolean' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: false } ).values;
	} catch ( error ) {
		throw new UserError( `${ messageOf( error ).split( '. ' )[ 0 ] }. "npm run drill -- --help" lists the options.` );
	}
	const seed = values.seed === undefined ? Math.floor( Math.random() * 1_000_000 ) : Number( values.seed );
	if ( ! Number.isSafeInteger( seed ) || seed < 0 ) {
		throw new UserError( `--seed wants a whole number, not "${ values.seed }".` );
	}
	return { help: values.help ?? false, seed, plan: values.short ? shortForm : longForm };
}
