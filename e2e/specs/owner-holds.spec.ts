/** What the owner decides: to hold everything back for a while, and what to do about a calendar that was deleted in HighLevel. */
import { expect, test } from '../fixtures/test.ts';
import { connect, createCalendar } from '../fixtures/setup.ts';
import { ActivityScreen } from '../pages/activity-screen.ts';
import { HealthCard } from '../pages/health-card.ts';

test.beforeEach( async ( { stack, site, sandbox } ) => {
	await sandbox.clearFaults();
	await connect( stack, site );
} );

test( 'a paused site collects changes visibly, and sends them when it is resumed', async ( { admin, stack, site, sandbox } ) => {
	const health = new HealthCard( admin, stack.wordpressUrl );
	await health.open( 'connect' );
	await health.pauseButton.click();
	await expect( health.question ).toContainText( 'Nothing more is sent to HighLevel from this site until you resume.' );
	await health.question.getByRole( 'button', { name: 'Pause' } ).click();
	await expect( health.pausedNotice ).toBeVisible();

	await createCalendar( site, 'Held back' );
	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await activity.search( 'Held back' );
	await expect( activity.rows.first() ).toContainText( 'Waiting' );
	expect( await sandbox.findCalendars( 'Held back' ) ).toEqual( [] );

	await health.open( 'connect' );
	await health.resumeButton.click();
	await expect( health.pausedNotice ).toHaveCount( 0 );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Held back' ) ).length ).toBe( 1 );

	await admin.getByText( 'Pause one kind of change' ).click();
	await health.workflow( 'Pause', 'Taking calendars out of HighLevel' ).click();
	await health.workflow( 'Resume', 'Taking calendars out of HighLevel' ).click();
	await expect( health.workflow( 'Pause', 'Taking calendars out of HighLevel' ) ).toBeVisible();
} );

test( 'a calendar that was deleted in HighLevel waits for the owner, who links it to another one', async ( { admin, stack, site, sandbox } ) => {
	const { config } = await site.call<{ config: { policies: Record<string, string> } }>( 'GET', 'slotbridge/v1/config' );
	await site.call( 'PUT', 'slotbridge/v1/config', { ...config, policies: { ...config.policies, calendarGone: 'ask' } } );
	const { id } = await createCalendar( site, 'Gone call' );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Gone call' ) ).length ).toBe( 1 );
	// It is there before its time zone and reminders are; deleted in between, it would rightly be made again.
	await expect.poll( async () => ( await site.call<{ items: { state: string }[] }>( 'GET', 'slotbridge/v1/activity?q=Gone%20call' ) ).items[ 0 ]?.state ).toBe( 'delivered' );
	const highLevel = async ( method: string, path: string, body?: object ) => {
		const answer = await fetch( stack.highLevel.url + path, {
			method, body: body && JSON.stringify( body ),
			headers: { authorization: `Bearer ${ stack.highLevel.token }`, version: '2021-04-15', 'content-type': 'application/json', 'user-agent': 'owner' },
		} );
		expect( answer.ok ).toBe( true );
	};
	await highLevel( 'DELETE', `/calendars/${ ( await sandbox.findCalendars( 'Gone call' ) )[ 0 ]!.id }` );
	await highLevel( 'POST', '/calendars/', { locationId: stack.highLevel.locationId, name: 'Made by hand', calendarType: 'event' } );
	await site.call( 'POST', `wp/v2/slotbridge-calendars/${ id }`, { slotbridge: { name: 'Gone call, found' } } );

	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await activity.search( 'Gone call, found' );
	await activity.openFirst();
	await expect( activity.content.getByText( /was deleted in HighLevel/ ).first() ).toBeVisible();
	await expect( admin.getByRole( 'button', { name: 'Add it anew' } ) ).toBeVisible();
	await admin.getByRole( 'button', { name: 'Link to another…' } ).click();
	await admin.getByLabel( 'Calendar in HighLevel' ).selectOption( { label: 'Made by hand' } );
	await admin.getByRole( 'button', { name: 'Link', exact: true } ).click();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Gone call, found' ) ).length ).toBe( 1 );
	expect( await sandbox.findCalendars( 'Made by hand' ) ).toEqual( [] );
} );
