/** A digest in words: the day's figures for people, and the same as JSON for programs. */
import type { DigestFacts } from '../../database/digest-facts.ts';
import type { AlertSite } from './alert-text.ts';

export interface Digest {
	site: AlertSite;
	/** The time that it is about. */
	from: Date;
	until: Date;
	/** Of the site: times are told in it. */
	zone: string;
	facts: DigestFacts;
}

/** HighLevel recommends a new token every 90 days. */
const OLD_TOKEN_DAYS = 80;
/** A change that has been under way for less is simply being delivered. */
const LATE_MS = 15 * 60_000;

/** Whether anything went wrong or waits for somebody: a day on which all went through is not worth a message. */
export function isWorthTelling( { facts, until }: Digest ): boolean {
	return facts.dead.length > 0 || facts.problems.length > 0 || facts.tokens.some( ( token ) => token.broken || token.days >= OLD_TOKEN_DAYS )
		|| ( facts.oldest !== null && until.getTime() - facts.oldest.getTime() > LATE_MS );
}

export function digestPayload( { site, from, until, facts }: Digest ) {
	return {
		type: 'alert.digest', timestamp: until.toISOString(),
		data: {
			site, from: from.toISOString(), until: until.toISOString(),
			delivered: facts.delivered, waiting: facts.waiting, oldestWaitingSince: facts.oldest?.toISOString() ?? null,
			dead: facts.dead, tokens: facts.tokens, problems: facts.problems,
		},
	};
}

export const digestTitle = ( { site, facts }: Digest ): string => `SlotBridge: ${ facts.delivered } delivered, ${ facts.waiting } waiting, ${ deadOf( facts ) } not delivered (${ site.name })`;

export function digestLines( digest: Digest ): string[] {
	const { from, until, zone, facts } = digest;
	return [
		`From ${ inZone( from, zone ) } to ${ inZone( until, zone ) }:`,
		`- Delivered to HighLevel: ${ facts.delivered }`,
		`- Waiting now: ${ facts.waiting }${ facts.oldest === null ? '' : `, the oldest since ${ inZone( facts.oldest, zone ) }` }`,
		`- Could not be delivered: ${ deadOf( facts ) }`,
		...facts.dead.map( ( { reason, count } ) => `    ${ count } × ${ reason }` ),
		...facts.tokens.map( ( { label, days, broken } ) => `- Token of "${ label }": ${ days } day${ days === 1 ? '' : 's' } old${ broken ? ', and HighLevel refuses it' : days >= OLD_TOKEN_DAYS ? '; make a new one soon' : '' }` ),
		...( facts.problems.length === 0 ? [] : [ 'Needs attention now:', ...facts.problems.map( ( title ) => `- ${ title }` ) ] ),
	];
}

export function digestMail( digest: Digest ): { subject: string; text: string } {
	const { site } = digest;
	return { subject: digestTitle( digest ), text: [ ...digestLines( digest ), '', `Site: ${ site.name } (${ site.url })`, 'Change these messages in wp-admin, under AccessAlly, SlotBridge.', '' ].join( '\n' ) };
}

function deadOf( { dead }: DigestFacts ): number {
	return dead.reduce( ( sum, { count } ) => sum + count, 0 );
}

function inZone( time: Date, zone: string ): string {
	return new Intl.DateTimeFormat( 'en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' } ).format( time );
}
