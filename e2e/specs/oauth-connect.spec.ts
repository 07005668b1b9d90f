/** "Connect with HighLevel" as people do it: over the bridge's page and HighLevel's consent, back to WordPress; with the mouse, with the keyboard, and astray. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { connect, unpair } from '../fixtures/setup.ts';
import { pairSite } from '../demo/connect.ts';
import { ConnectScreen } from '../pages/connect-screen.ts';
import { ConsentPage } from '../pages/consent-page.ts';

/** The whole page is ours here. */
async function expectNoFaults( page: Page ): Promise<void> {
	const { violations } = await new AxeBuilder( { page } ).withTags( [ 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice' ] ).analyze();
	expect( violations.map( ( { id, nodes } ) => `${ id }: ${ nodes.map( ( { target } ) => target.join( ' ' ) ).join( ', ' ) }` ) ).toEqual( [] );
}

async function tabTo( wanted: Locator ): Promise<void> {
	await wanted.waitFor();
	for ( let presses = 0; presses < 120; presses++ ) {
		await wanted.page().keyboard.press( 'Tab' );
		if ( await wanted.evaluate( ( element ) => element === element.ownerDocument.activeElement ) ) {
			return;
		}
	}
	throw new Error( `Tab never came to ${ String( wanted ) }` );
}

test( 'a site is connected by consent, and the answer counts only in the browser that began it', async ( { admin, stack, site, browser } ) => {
	await unpair( stack, site );
	await pairSite( site, stack );
	const { locationId } = stack.highLevel;
	const screen = new ConnectScreen( admin, stack.wordpressUrl );
	const consent = new ConsentPage( admin );
	const kinds = async () => ( await site.call<{ connections: Array<{ kind: string; locationId: string }> }>( 'GET', 'slotbridge/v1/connections' ) ).connections.map( ( one ) => `${ one.kind } ${ one.locationId }` );

	await screen.open( 'connect' );
	await screen.oauthButton.click();
	await expect( consent.heading ).toHaveText( 'Connect this site with HighLevel?' );
	expect( new URL( admin.url() ).origin ).toBe( stack.bridgeUrl );
	await expect( admin.getByText( 'SlotBridge tests' ) ).toBeVisible();
	await expect( admin.getByRole( 'code' ).filter( { hasText: stack.wordpressUrl } ) ).toBeVisible();
	await expectNoFaults( admin );
	await admin.emulateMedia( { colorScheme: 'dark' } );
	await expectNoFaults( admin );
	await admin.emulateMedia( { colorScheme: null } );

	await consent.cancel.click();
	await expect( screen.content.getByText( 'You did not allow the app in HighLevel, so nothing was changed.' ) ).toBeVisible();
	expect( await kinds() ).toEqual( [] );

	await screen.oauthButton.click();
	await consent.goOn.click();
	await consent.allow.waitFor();
	expect( new URL( admin.url() ).hostname ).toBe( 'localhost' );
	const stranger = await browser.newContext();
	const elsewhere = new ConsentPage( await stranger.newPage() );
	await elsewhere.page.goto( admin.url() );
	await elsewhere.chooseLocation( locationId );
	await elsewhere.allow.click();
	await expect( elsewhere.heading ).toHaveText( 'This consent was begun in another browser' );
	await expect( elsewhere.page.getByRole( 'link', { name: /^Back to / } ) ).toHaveAttribute( 'href', new RegExp( `^${ stack.wordpressUrl }/wp-admin/` ) );
	await expectNoFaults( elsewhere.page );
	await stranger.close();
	expect( await kinds() ).toEqual( [] );

	await consent.chooseLocation( locationId );
	await consent.allow.click();
	await expect( screen.content.getByText( 'Connected with HighLevel.' ) ).toBeVisible();
	await expect( screen.content.getByText( 'Connected', { exact: true } ).first() ).toBeVisible();
	expect( await kinds() ).toEqual( [ `oauth ${ locationId }` ] );
	expect( ( await admin.context().cookies() ).filter( ( { name } ) => name.includes( 'slotbridge-consent' ) ) ).toEqual( [] );
} );

test( 'the same with the keyboard alone', async ( { admin, stack, site } ) => {
	await connect( stack, site );
	const screen = new ConnectScreen( admin, stack.wordpressUrl );
	const consent = new ConsentPage( admin );
	await screen.open( 'connect' );
	await tabTo( screen.oauthButton );
	await admin.keyboard.press( 'Enter' );
	await tabTo( consent.goOn );
	// Seen, not only there: the ring around the button.
	expect( await consent.goOn.evaluate( ( element ) => getComputedStyle( element ).outlineStyle ) ).toBe( 'solid' );
	await admin.keyboard.press( 'Tab' );
	await expect( consent.cancel ).toBeFocused();
	await admin.keyboard.press( 'Shift+Tab' );
	await admin.keyboard.press( 'Enter' );
	await tabTo( admin.getByRole( 'checkbox', { name: stack.highLevel.locationId } ) );
	if ( ! ( await admin.getByRole( 'checkbox', { name: stack.highLevel.locationId } ).isChecked() ) ) {
		await admin.keyboard.press( 'Space' );
	}
	await tabTo( consent.allow );
	await admin.keyboard.press( 'Enter' );
	await expect( screen.content.getByText( 'Connected with HighLevel.' ) ).toBeVisible();
} );

test( 'another site can neither press the button nor put the page into a frame', async ( { stack, site, page } ) => {
	await connect( stack, site );
	const { url } = await site.call<{ url: string }>( 'POST', 'slotbridge/v1/connections/oauth', { as: 'location' } );
	const elsewhere = 'http://localhost:9/elsewhere';
	await page.route( elsewhere, ( route ) => route.fulfill( {
		contentType: 'text/html',
		body: `<iframe src="${ url }"></iframe><form method="post" action="${ stack.bridgeUrl }/oauth/consent"><input name="ticket" value="${ new URL( url ).searchParams.get( 'ticket' )! }"><button>Win</button></form>`,
	} ) );
	const consent = new ConsentPage( page );
	await page.goto( elsewhere );
	// What Chromium shows in the place of a page that it was told not to frame; the load has waited for it.
	expect( page.frames().map( ( frame ) => frame.url() ) ).toEqual( [ elsewhere, 'chrome-error://chromewebdata/' ] );
	await expect( page.frameLocator( 'iframe' ).getByRole( 'button', { name: 'Continue to HighLevel' } ) ).toHaveCount( 0 );
	await page.getByRole( 'button', { name: 'Win' } ).click();
	await expect( consent.heading ).toHaveText( 'This was not sent from the bridge\'s own page' );
	expect( await page.context().cookies() ).toEqual( [] );
	// The page itself is unspent.
	await page.goto( url );
	await consent.goOn.click();
	await consent.allow.waitFor();
} );

/** The specs after this one expect the sandbox's private token again. */
test.afterAll( async ( { stack, site } ) => {
	await unpair( stack, site );
	await connect( stack, site );
} );
