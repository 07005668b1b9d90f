/** A site that is suddenly at another address: nothing is sent in the original's name until the owner says which it is. */
import type { Page } from '@playwright/test';
import { connect, createCalendar } from '../fixtures/setup.ts';
import { expect, test } from '../fixtures/test.ts';
import { AdminPage } from '../pages/admin-page.ts';

const original = 'https://live.example';

/** Lets the site remember that it was paired at another address, as a copy's database says. By WordPress's own page of all options. */
async function wasPairedAt( admin: Page, url: string, address: string ): Promise<void> {
	await admin.goto( `${ url }/wp-admin/options.php` );
	const nonce = await admin.locator( '#_wpnonce' ).inputValue();
	const option = 'slotbridge_paired_address';
	const form = { option_page: 'options', action: 'update', _wpnonce: nonce, page_options: option, [ option ]: Buffer.from( address ).toString( 'base64' ) };
	expect( ( await admin.request.post( `${ url }/wp-admin/options.php`, { form } ) ).ok() ).toBe( true );
}

test.beforeEach( async ( { stack, site, sandbox } ) => {
	await sandbox.clearFaults();
	await connect( stack, site );
} );

test( 'a moved site sends nothing until it is said to be the live one; then what waited is sent', async ( { admin, stack, site, sandbox } ) => {
	await wasPairedAt( admin, stack.wordpressUrl, original );
	await createCalendar( site, 'Moved call' );
	await admin.goto( `${ stack.wordpressUrl }/wp-admin/` );
	await expect( admin.getByText( `SlotBridge was connected at ${ original }` ) ).toBeVisible();

	const screen = new AdminPage( admin, stack.wordpressUrl );
	await screen.open( 'connect' );
	const card = admin.getByRole( 'region', { name: 'Is this the live site, or a copy of it?' } );
	await expect( card ).toContainText( `connected at ${ original }, but this site is now at ${ stack.wordpressUrl }` );
	expect( await sandbox.findCalendars( 'Moved call' ) ).toEqual( [] );

	// A question that is closed again has answered nothing.
	await card.getByRole( 'button', { name: 'This is a copy' } ).press( 'Enter' );
	const copy = admin.getByRole( 'dialog', { name: 'Is this a copy, for instance for trying things out?' } );
	await expect( copy ).toContainText( 'The original, its bridge and its HighLevel go on untouched.' );
	await admin.keyboard.press( 'Escape' );
	await expect( copy ).toHaveCount( 0 );
	await expect( card ).toBeVisible();

	await card.getByRole( 'button', { name: 'This is the live site' } ).press( 'Enter' );
	await admin.getByRole( 'dialog', { name: 'Has the live site moved here?' } ).getByRole( 'button', { name: 'This is the live site' } ).press( 'Enter' );
	await expect( card ).toHaveCount( 0 );
	await expect( admin.getByText( `SlotBridge was connected at ${ original }` ) ).toHaveCount( 0 );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Moved call' ) ).length ).toBe( 1 );
} );

test( 'a copy forgets the pairing, and the bridge goes on with the original', async ( { admin, stack, site, sandbox } ) => {
	await createCalendar( site, 'Of the original' );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Of the original' ) ).length ).toBe( 1 );
	await wasPairedAt( admin, stack.wordpressUrl, original );
	const screen = new AdminPage( admin, stack.wordpressUrl );
	await screen.open( 'connect' );
	await admin.getByRole( 'button', { name: 'This is a copy' } ).click();
	await admin.getByRole( 'dialog' ).getByRole( 'button', { name: 'This is a copy' } ).click();
	await expect( admin.getByText( 'This copy is no longer paired. The original was not touched.' ).first() ).toBeVisible();
	await expect( screen.content.getByLabel( 'Pairing code' ) ).toBeVisible();
	expect( await sandbox.findCalendars( 'Of the original' ) ).toHaveLength( 1 );
	await connect( stack, site );
} );
