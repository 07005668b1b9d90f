/** An alert in words: one message for everything that became wrong or well again, as JSON for programs and as text for people. */
import { chatMessage } from './chat-text.ts';

export interface AlertSite {
	id: string;
	name: string;
	url: string;
}

export interface AlertItem {
	rule: string;
	title: string;
	detail: string;
	/** ISO 8601. */
	since: string;
}

export interface AlertNews {
	kind: 'changed' | 'test';
	site: AlertSite;
	opened: AlertItem[];
	resolved: AlertItem[];
	/** ISO 8601. */
	at: string;
}

/** More would be skipped over by whoever reads it; how many there are is said. */
const MOST_ITEMS = 20;

/** As Standard Webhooks recommends: type, timestamp, data. */
export function alertPayload( news: AlertNews ) {
	return {
		type: `alert.${ news.kind }`, timestamp: news.at,
		data: {
			site: news.site,
			opened: news.opened.slice( 0, MOST_ITEMS ), openedInAll: news.opened.length,
			resolved: news.resolved.slice( 0, MOST_ITEMS ), resolvedInAll: news.resolved.length,
		},
	};
}

export function alertMail( news: AlertNews ): { subject: string; text: string } {
	return { subject: `SlotBridge: ${ subjectOf( news ) }`, text: [ ...bodyOf( news ), '', `Site: ${ news.site.name } (${ news.site.url })`, `Time: ${ news.at }`, 'Change these messages in wp-admin, under AccessAlly, SlotBridge.', '' ].join( '\n' ) };
}

export function alertChat( news: AlertNews ): { text: string } {
	return chatMessage( `SlotBridge: ${ subjectOf( news ) }`, [ ...bodyOf( news ), `${ news.site.name } (${ news.site.url })` ] );
}

/** As the receiver wants it. */
export const alertForWebhook = ( news: AlertNews, format: 'standard' | 'slack' ): unknown => ( format === 'slack' ? alertChat( news ) : alertPayload( news ) );

function subjectOf( { kind, site, opened, resolved }: AlertNews ): string {
	if ( kind === 'test' ) {
		return `a test message for ${ site.name }`;
	}
	const [ first ] = opened;
	if ( first ) {
		return opened.length === 1 ? `${ first.title } (${ site.name })` : `${ opened.length } problems on ${ site.name }`;
	}
	return resolved.length === 1 ? `solved: ${ resolved[ 0 ]!.title } (${ site.name })` : `${ resolved.length } problems solved on ${ site.name }`;
}

function bodyOf( { kind, opened, resolved }: AlertNews ): string[] {
	if ( kind === 'test' ) {
		return [ 'This is a test. Messages about real problems will arrive like this one.' ];
	}
	return [ ...section( 'Needs attention', opened, ( { title, detail } ) => `- ${ title }\n  ${ detail }` ), ...section( 'Solved', resolved, ( { title } ) => `- ${ title }` ) ];
}

function section( heading: string, items: readonly AlertItem[], line: ( item: AlertItem ) => string ): string[] {
	const more = items.length - MOST_ITEMS;
	return items.length === 0 ? [] : [ `${ heading }:`, ...items.slice( 0, MOST_ITEMS ).map( line ), ...( more > 0 ? [ `- and ${ more } more` ] : [] ) ];
}
