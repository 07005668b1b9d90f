/** The page between WordPress and HighLevel: which site asks for what, one button on, one link back. */
import type { ConsentView } from '../../use-cases/oauth/show-consent.ts';
import type { Reply } from '../route.ts';
import { html, plainName, type Html } from './html.ts';
import { pageReply } from './layout.ts';

/** HighLevel's own pages are on both; it may send a browser from one to the other before it shows anything. */
const HIGHLEVEL_DOMAINS = [ 'gohighlevel.com', 'leadconnectorhq.com' ];

/** @param ticket Goes back with the form; the page itself uses nothing up. */
export function consentPage( view: ConsentView, ticket: string ): Reply {
	const place = view.isSandbox ? 'the HighLevel sandbox' : 'HighLevel';
	return pageReply( 200, {
		title: 'Connect with HighLevel',
		referrer: 'same-origin',
		formTargets: [ '\'self\'', ...consentOrigins( view.consentUrl ) ],
		main: html`<h1>Connect this site with ${ place }?</h1>
<dl class="site">
<dt>The site calls itself</dt><dd><bdi class="name">${ plainName( view.siteName ) }</bdi></dd>
<dt>Its address</dt><dd>${ address( view.siteUrl ) }</dd>
</dl>
<p>${ view.wish === 'agency'
		? 'You connect an agency: the site gets access to the sub-accounts that you choose, and SlotBridge keeps that access for it.'
		: 'You connect one sub-account: the site gets access to the one that you choose, and SlotBridge keeps that access for it.' }</p>
<p><strong>Go on only if you have just pressed “Connect with HighLevel” on this very site.</strong> If somebody sent you this page, or you do not know the address, cancel.</p>
<h2>What SlotBridge asks HighLevel for</h2>
<ul>
${ view.scopes.map( ( { scope, why } ) => html`<li>${ why } <code>${ scope }</code></li>
` ) }</ul>
<div class="actions">
<form method="post" action="consent"><input type="hidden" name="ticket" value="${ ticket }"><button type="submit">Continue to HighLevel</button></form>
<a class="button second" href="${ view.cancelUrl }">Cancel</a>
</div>
<p class="soft after">${ place === 'HighLevel' ? 'HighLevel' : 'The sandbox' } (<bdi dir="ltr">${ new URL( view.consentUrl ).host }</bdi>) asks you to choose and to allow it, then brings you back to your site. Nothing is connected before that.
Meanwhile one cookie stays in this browser, so that the answer counts only here. This page works for ten minutes.</p>`,
	} );
}

/** The host as browsers compare it, so that look-alike letters show (xn--…), and apart from the rest. */
function address( siteUrl: string ): Html {
	const { protocol, host, pathname } = new URL( siteUrl );
	return html`<code dir="ltr">${ protocol }//<strong>${ host }</strong>${ pathname === '/' ? '' : pathname }</code>`;
}

/** Chromium holds a form to its `form-action` along all redirects, so every host on the way must be named. */
function consentOrigins( consentUrl: string ): string[] {
	const { origin, hostname } = new URL( consentUrl );
	const isHighLevels = HIGHLEVEL_DOMAINS.some( ( domain ) => hostname.endsWith( `.${ domain }` ) );
	return [ origin, ...( isHighLevels ? HIGHLEVEL_DOMAINS.map( ( domain ) => `https://*.${ domain }` ) : [] ) ];
}
