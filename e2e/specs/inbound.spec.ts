/** Another system tells the site something: by a signed message, or by a key where the owner allows one; nobody else gets in. */
import { randomUUID } from 'node:crypto';
import { expectedSignature } from '../fixtures/receiver.ts';
import { connect } from '../fixtures/setup.ts';
import { expect, test } from '../fixtures/test.ts';
import { AccessAllyScreen } from '../pages/accessally-screen.ts';
import { ActivityScreen } from '../pages/activity-screen.ts';

/** Sends as Standard Webhooks 1.0 says. Answers the status. */
async function sendSigned( address: string, secret: string, body: string, id: string = randomUUID() ): Promise<number> {
	const timestamp = String( Math.floor( Date.now() / 1000 ) );
	const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp };
	const signature = expectedSignature( { headers, body }, secret );
	return ( await fetch( address, { method: 'POST', headers: { ...headers, 'webhook-signature': signature }, body } ) ).status;
}

test( 'a system gets an address, its signed message shows once under Activity, and a removed address takes nothing', async ( { admin, stack, site } ) => {
	await connect( stack, site );
	await site.call( 'PUT', 'slotbridge/v1/triggers', { triggers: { 'com.slotbridge.inbound.received': true } } );
	const screen = new AccessAllyScreen( admin, stack.wordpressUrl );
	await screen.open( 'accessally' );
	await screen.openTab( 'Inbound addresses' );
	await admin.getByLabel( 'Which system will call it?' ).fill( 'Course form' );
	await admin.keyboard.press( 'Enter' );
	const card = admin.getByRole( 'region', { name: 'Course form' } );
	const secret = await card.getByText( /^whsec_/ ).innerText();
	const address = await card.getByText( /\/inbound\/\d+$/ ).innerText();

	const id = randomUUID();
	expect( await sendSigned( address, secret, '{"lesson":"Find your voice"}', id ) ).toBe( 202 );
	expect( await sendSigned( address, secret, '{"lesson":"Find your voice"}', id ), 'the same message again' ).toBe( 200 );
	expect( await sendSigned( address, `whsec_${ Buffer.from( 'somebody else, who guesses a key' ).toString( 'base64' ) }`, '{}' ) ).toBe( 401 );
	await card.getByRole( 'button', { name: 'I have stored it' } ).click();
	await screen.open( 'accessally' );
	await screen.openTab( 'Inbound addresses' );
	await expect( card.getByText( 'None yet' ) ).toHaveCount( 0 );
	expect( await admin.content() ).not.toContain( secret );

	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await activity.search( 'Course form' );
	await expect( activity.rows.first() ).toContainText( 'Delivered' );
	await expect( activity.rows ).toHaveCount( 1 );

	await screen.open( 'accessally' );
	await screen.openTab( 'Inbound addresses' );
	await card.getByRole( 'button', { name: 'Remove' } ).press( 'Enter' );
	await admin.getByRole( 'dialog', { name: 'Remove "Course form"?' } ).getByRole( 'button', { name: 'Remove' } ).press( 'Enter' );
	await expect( card ).toHaveCount( 0 );
	expect( await sendSigned( address, secret, '{}' ) ).toBe( 401 );
	await site.call( 'PUT', 'slotbridge/v1/triggers', { triggers: { 'com.slotbridge.inbound.received': false } } );
} );

test( 'a system that cannot sign gets a key in its address only after a question, and loses it again', async ( { admin, stack, site } ) => {
	await connect( stack, site );
	const screen = new AccessAllyScreen( admin, stack.wordpressUrl );
	await screen.open( 'accessally' );
	await screen.openTab( 'Inbound addresses' );
	await admin.getByLabel( 'Which system will call it?' ).fill( 'Old shop' );
	await admin.getByRole( 'button', { name: 'Add', exact: true } ).click();
	const card = admin.getByRole( 'region', { name: 'Old shop' } );
	await card.getByRole( 'button', { name: 'I have stored it' } ).click();
	await card.getByRole( 'button', { name: 'Allow a key in the address' } ).click();
	const question = admin.getByRole( 'dialog', { name: 'Allow a key in the address of "Old shop"?' } );
	await expect( question ).toContainText( 'addresses end up in logs' );
	await question.getByRole( 'button', { name: 'Allow a key' } ).click();
	const withKey = await card.getByText( /[?&]key=/ ).innerText();
	const send = async () => ( await fetch( withKey, { method: 'POST', body: new URLSearchParams( { order: '17' } ) } ) ).status;
	expect( await send() ).toBe( 202 );
	await expect( card.getByText( 'Key in the address' ) ).toBeVisible();
	await card.getByRole( 'button', { name: 'Signed messages only' } ).click();
	await admin.getByRole( 'dialog' ).getByRole( 'button', { name: 'Signed messages only' } ).click();
	await expect( card.getByText( 'Signed only' ) ).toBeVisible();
	expect( await send() ).toBe( 401 );
} );
