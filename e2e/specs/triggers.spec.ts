/** The owner decides what is told about members: nothing before the switch, each thing after it, and a slip is taken back. */
import { connect } from '../fixtures/setup.ts';
import { expect, test } from '../fixtures/test.ts';
import { AccessAllyScreen } from '../pages/accessally-screen.ts';
import { ActivityScreen } from '../pages/activity-screen.ts';

test( 'a trigger that is switched on tells of a new user, in words; while it is off nobody hears of one', async ( { admin, stack, site } ) => {
	await connect( stack, site );
	const addUser = ( name: string ) => site.call( 'POST', 'wp/v2/users', { username: name.toLowerCase(), name, email: `${ name.toLowerCase() }@example.org`, password: 'a-long-password-for-a-test' } );
	await addUser( 'Silent' );
	const screen = new AccessAllyScreen( admin, stack.wordpressUrl );
	await screen.open( 'accessally' );
	await expect( screen.content.getByText( 'No trigger is on.' ) ).toBeVisible();
	await screen.trigger( 'A user was added' ).check();
	await expect( screen.message( 'On: A user was added.' ) ).toBeVisible();

	// With the keyboard, and taken back: what was switched off by mistake is on again.
	await screen.trigger( 'A user was added' ).press( 'Space' );
	await expect( screen.message( 'Off: A user was added.' ) ).toBeVisible();
	await screen.undoButton.click();
	await expect( screen.trigger( 'A user was added' ) ).toBeChecked();
	await expect.poll( async () => ( await site.call<{ families: { triggers: { on: boolean }[] }[] }>( 'GET', 'slotbridge/v1/triggers' ) ).families.flatMap( ( { triggers } ) => triggers ).filter( ( { on } ) => on ).length ).toBe( 1 );

	await addUser( 'Heard' );
	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await admin.getByLabel( 'About', { exact: true } ).selectOption( 'Members' );
	await expect( activity.rows.filter( { hasText: 'Member "Heard" was added as a user' } ) ).toContainText( 'Delivered' );
	await expect( activity.rows ).toHaveCount( 1 );
	await activity.openFirst();
	await expect( admin.getByText( 'Nothing is set to happen for the trigger "A user was added".' ) ).toBeVisible();
	await site.call( 'PUT', 'slotbridge/v1/triggers', { triggers: { 'com.slotbridge.user.created': false } } );
} );

test( 'a sign is only saved when it is whole, and leaving with an unsaved one asks first', async ( { admin, stack } ) => {
	const screen = new AccessAllyScreen( admin, stack.wordpressUrl );
	await screen.open( 'accessally' );
	await screen.openTab( 'Orders and operations' );
	await screen.addSignButton.click();
	await screen.saveSignsButton.click();
	await expect( screen.sign( 1 ) ).toContainText( 'Choose what the sign is.' );
	await screen.openTab( 'Triggers' );
	await admin.getByRole( 'link', { name: 'Activity', exact: true } ).click();
	await admin.getByRole( 'button', { name: 'Stay here' } ).click();
	await screen.openTab( 'Orders and operations' );
	await expect( screen.sign( 1 ) ).toBeVisible();
	await screen.sign( 1 ).getByRole( 'button', { name: 'Remove: Sign 1' } ).click();
	await expect( screen.sign( 1 ) ).toBeHidden();
	await screen.undoButton.click();
	await expect( screen.sign( 1 ) ).toBeVisible();
} );
