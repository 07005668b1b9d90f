/** What an owner can be told of: a rule an entry, each with its threshold and its question to the database. */
import { z } from 'zod';
import { countDeadLetters, findOverdueEvent, findRestingLocations, readConnectionFacts } from '../../database/alert-facts.ts';
import type { Finding } from '../../database/alert-incidents.ts';
import type { Trx } from '../../database/client.ts';

/** Every rule can be switched off; the numbers have a floor that keeps them from being noise. */
export const alertRulesSchema = z.strictObject( {
	deadLetters: z.strictObject( { enabled: z.boolean(), atLeast: z.int().min( 1 ).max( 10_000 ).describe( 'So many changes could not be delivered' ) } ),
	queueAge: z.strictObject( { enabled: z.boolean(), minutes: z.int().min( 1 ).max( 10_080 ).describe( 'A change has been on its way for so long' ) } ),
	tokenBroken: z.strictObject( { enabled: z.boolean() } ).describe( 'HighLevel refuses a token' ),
	tokenAge: z.strictObject( { enabled: z.boolean(), days: z.int().min( 1 ).max( 3_650 ).describe( 'A token is so many days old' ) } ),
	resting: z.strictObject( { enabled: z.boolean(), minutes: z.int().min( 1 ).max( 10_080 ).describe( 'HighLevel has kept failing for so long that calls to a location rest, and changes wait' ) } ).default( { enabled: true, minutes: 5 } ),
} );

export type AlertRules = z.infer<typeof alertRulesSchema>;

/** HighLevel recommends a new token every 90 days; ten of them are left to do it. */
export const defaultRules: AlertRules = {
	deadLetters: { enabled: true, atLeast: 1 },
	queueAge: { enabled: true, minutes: 15 },
	tokenBroken: { enabled: true },
	tokenAge: { enabled: true, days: 80 },
	resting: { enabled: true, minutes: 5 },
};

/** Everything that is wrong with a site now, as far as its owner wants to know. */
export async function findProblems( trx: Trx, siteId: string, rules: AlertRules ): Promise<Finding[]> {
	return [
		...await deadLetters( trx, siteId, rules.deadLetters ),
		...await queueAge( trx, siteId, rules.queueAge ),
		...await tokens( trx, siteId, rules ),
		...await resting( trx, siteId, rules.resting ),
	];
}

async function deadLetters( trx: Trx, siteId: string, rule: AlertRules[ 'deadLetters' ] ): Promise<Finding[]> {
	const { count, newest } = rule.enabled ? await countDeadLetters( trx, siteId ) : { count: 0, newest: null };
	return count < rule.atLeast ? [] : [ {
		rule: 'deadLetters', key: '', mark: newest?.toISOString() ?? '',
		title: count === 1 ? 'One change could not be delivered' : `${ count } changes could not be delivered`,
		detail: 'They were put aside with their reasons. Open Activity, mend what it says, and press Replay.',
	} ];
}

async function queueAge( trx: Trx, siteId: string, rule: AlertRules[ 'queueAge' ] ): Promise<Finding[]> {
	const overdue = rule.enabled ? await findOverdueEvent( trx, siteId, rule.minutes ) : undefined;
	return overdue === undefined ? [] : [ {
		rule: 'queueAge', key: '', mark: '',
		title: `Changes have been on their way for more than ${ rule.minutes } minute${ rule.minutes === 1 ? '' : 's' }`,
		detail: `The oldest is "${ overdue.entity_name }", since ${ overdue.open_since.toISOString() }. Nothing is lost; Activity says what it waits for.`,
	} ];
}

async function tokens( trx: Trx, siteId: string, { tokenBroken, tokenAge }: AlertRules ): Promise<Finding[]> {
	const facts = tokenBroken.enabled || tokenAge.enabled ? await readConnectionFacts( trx, siteId ) : [];
	return facts.flatMap( ( { id, label, status, status_reason, token_days } ): Finding[] => [
		...( tokenBroken.enabled && status === 'broken' ? [ {
			rule: 'tokenBroken', key: id, mark: '', title: `The connection "${ label }" needs attention`,
			detail: `${ status_reason ?? 'HighLevel refuses its token.' } Changes wait until it is mended under Connect.`,
		} ] : [] ),
		...( tokenAge.enabled && token_days >= tokenAge.days ? [ {
			rule: 'tokenAge', key: id, mark: '', title: `The token of "${ label }" is ${ token_days } days old`,
			detail: 'Make a new one in HighLevel under Settings, Private Integrations, and enter it under Connect.',
		} ] : [] ),
	] );
}

async function resting( trx: Trx, siteId: string, rule: AlertRules[ 'resting' ] ): Promise<Finding[]> {
	const locations = rule.enabled ? await findRestingLocations( trx, siteId, rule.minutes ) : [];
	return locations.map( ( { location_id, label, since, reason } ): Finding => ( {
		rule: 'resting', key: location_id, mark: '', title: `HighLevel keeps failing for "${ label }"`,
		detail: `Since ${ since.toISOString() }: ${ reason } Changes wait in their order and one call after the other finds out when it works again; you need not do anything here. HighLevel's status page may say more.`,
	} ) );
}
