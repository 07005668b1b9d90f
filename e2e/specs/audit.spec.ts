/** Who changed what: a setting that one person changes is told to the others, with the old value beside the new one, and no secret. */
import { expect, test } from '../fixtures/test.ts';
import { connect } from '../fixtures/setup.ts';
import { AdminPage } from '../pages/admin-page.ts';

test( 'a changed setting shows up under "Changes by people", is found again and can be taken along', async ( { admin, stack, site } ) => {
	await connect( stack, site );
	await site.call( 'PUT', 'slotbridge/v1/settings', { alertEmail: 'first@example.com' } );
	await site.call( 'PUT', 'slotbridge/v1/settings', { alertEmail: 'second@example.com' } );

	const screen = new AdminPage( admin, stack.wordpressUrl );
	await screen.open( 'activity' );
	await admin.getByRole( 'link', { name: 'Changes by people' } ).click();
	const rows = admin.getByRole( 'table', { name: 'Changes by people, newest first' } ).locator( 'tbody' ).getByRole( 'row' );
	await expect( rows.first() ).toContainText( 'Changed the settings' );
	await expect( rows.first().locator( 'del' ) ).toHaveText( 'first@example.com' );
	await expect( rows.first().locator( 'ins' ) ).toHaveText( 'second@example.com' );
	await expect( screen.content ).not.toContainText( stack.highLevel.token );

	await admin.getByRole( 'searchbox', { name: 'Search by person, name or value' } ).fill( 'nothing like this' );
	await expect( admin.getByRole( 'heading', { name: 'Nothing matches' } ) ).toBeVisible();
	await admin.getByRole( 'button', { name: 'Show everything' } ).click();
	await expect( rows.first() ).toContainText( 'Changed the settings' );

	const download = admin.waitForEvent( 'download' );
	await admin.getByRole( 'link', { name: 'Download these as CSV' } ).click();
	expect( ( await download ).suggestedFilename() ).toBe( 'slotbridge-changes.csv' );

	await admin.reload();
	await expect( rows.first() ).toBeVisible();
	await admin.getByRole( 'link', { name: 'Events', exact: true } ).click();
	await expect( admin.getByRole( 'table', { name: 'Changes by people, newest first' } ) ).toHaveCount( 0 );
} );
