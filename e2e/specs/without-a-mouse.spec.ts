/** For everybody: a calendar made with the keyboard alone, and no screen with a fault that an automatic checker knows (WCAG 2.2 AA). */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { connect, createCalendar } from '../fixtures/setup.ts';
import { ActivityScreen } from '../pages/activity-screen.ts';
import { CalendarEditor } from '../pages/calendar-editor.ts';

/** What WordPress itself puts around our screens is not ours to judge. */
const ours = '#slotbridge-admin, #slotbridge-calendar-editor';

async function expectNoFaults( page: Page ): Promise<void> {
	const { violations } = await new AxeBuilder( { page } ).include( ours ).withTags( [ 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa' ] ).analyze();
	expect( violations.map( ( { id, nodes } ) => `${ id }: ${ nodes.map( ( { target } ) => target.join( ' ' ) ).join( ', ' ) }` ) ).toEqual( [] );
}

/** Presses Tab until the focus is where `locator` is, as a person would; a trap or an order without end is a failure. */
async function tabTo( page: Page, selector: { role: 'textbox' | 'button' | 'combobox' | 'link'; name: string | RegExp } ): Promise<void> {
	const wanted = page.locator( ours ).getByRole( selector.role, { name: selector.name, ...( typeof selector.name === 'string' ? { exact: true } : {} ) } ).first();
	for ( let presses = 0; presses < 120; presses++ ) {
		await page.keyboard.press( 'Tab' );
		if ( await wanted.evaluate( ( element ) => element === element.ownerDocument.activeElement ) ) {
			return;
		}
	}
	throw new Error( `Tab never came to ${ selector.role } ${ String( selector.name ) }` );
}

test.beforeEach( async ( { stack, site, sandbox } ) => {
	await sandbox.clearFaults();
	await connect( stack, site );
} );

test( 'a calendar is made, changed and found again with the keyboard alone', async ( { admin, stack, sandbox } ) => {
	const editor = new CalendarEditor( admin, stack.wordpressUrl );
	await editor.openNew();
	await tabTo( admin, { role: 'textbox', name: /^Name/ } );
	await admin.keyboard.type( 'Keyboard call' );
	await tabTo( admin, { role: 'textbox', name: 'Colour' } );
	await admin.keyboard.press( 'ControlOrMeta+a' );
	await admin.keyboard.type( '#7a1f5c' );
	await tabTo( admin, { role: 'combobox', name: /^Time zone/ } );
	await admin.keyboard.type( 'Lisbon' );
	await admin.getByRole( 'option', { name: /Lisbon/ } ).first().waitFor();
	await admin.keyboard.press( 'ArrowDown' );
	await admin.keyboard.press( 'Enter' );
	await tabTo( admin, { role: 'button', name: 'Add a reminder' } );
	await admin.keyboard.press( 'Enter' );
	await expect( editor.reminder( 1 ) ).toBeVisible();
	await tabTo( admin, { role: 'button', name: 'Save' } );
	await admin.keyboard.press( 'Enter' );
	await admin.getByText( 'Everything is saved.' ).waitFor();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Keyboard call' ) )[ 0 ]?.eventColor ).toBe( '#7a1f5c' );
	const { id } = ( await sandbox.findCalendars( 'Keyboard call' ) )[ 0 ]!;
	await expect.poll( async () => ( await sandbox.state() ).eventSchedules.find( ( schedule ) => schedule.calendarId === id )?.timezone ).toBe( 'Europe/Lisbon' );

	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await tabTo( admin, { role: 'link', name: /Keyboard call/ } );
	await admin.keyboard.press( 'Enter' );
	await expect( activity.steps.first() ).toBeVisible();
} );

test( 'no screen has a fault that an automatic checker knows', async ( { admin, stack, site } ) => {
	const { id } = await createCalendar( site, 'Checked call', { reminders: [ { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } } ] } );
	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	for ( const screen of [ 'connect', 'mappings', 'activity' ] as const ) {
		await activity.open( screen );
		await admin.waitForLoadState( 'networkidle' );
		await expectNoFaults( admin );
	}
	await expect( activity.rows.first() ).toContainText( 'Delivered' );
	await activity.openFirst();
	await expect( activity.steps.first() ).toBeVisible();
	await expectNoFaults( admin );
	const editor = new CalendarEditor( admin, stack.wordpressUrl );
	await editor.openPost( id );
	await expectNoFaults( admin );
} );
