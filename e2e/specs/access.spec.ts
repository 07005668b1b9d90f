/** A member gains and loses calendars by tag, Team and offering; nobody else sees them, and the owner can read why. */
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { connect } from '../fixtures/setup.ts';
import { AccessScreen } from '../pages/access-screen.ts';
import type { SiteClient } from '../stack/site-client.ts';

/** Presses a button of the stand-in's screens. Answers what it said. */
async function accessAlly( site: SiteClient, action: string, fields: Record<string, string | number> ): Promise<string> {
	return ( await site.call<{ said: string }>( 'POST', 'accessally-stand-in/v1/do', { do: action, ...fields } ) ).said;
}

const numberIn = ( said: string ): number => Number( /\d+/.exec( said )?.[ 0 ] );

async function addCalendar( site: SiteClient, name: string, rule: Record<string, string> ): Promise<number> {
	const audience = { match: 'any', rules: [ { name: rule.id, ...rule } ] };
	return ( await site.call<{ id: number }>( 'POST', 'wp/v2/slotbridge-calendars', { slotbridge: { name, status: 'active', audience } } ) ).id;
}

/** A browser in which somebody is logged in, with a session of its own. */
async function logIn( browser: Browser, url: string, login: string, password: string ): Promise<Page> {
	const page = await ( await browser.newContext() ).newPage();
	await page.goto( `${ url }/wp-login.php` );
	await page.getByLabel( 'Username or Email Address' ).fill( login );
	await page.getByLabel( 'Password', { exact: true } ).fill( password );
	await page.getByRole( 'button', { name: 'Log In' } ).click();
	await page.waitForURL( ( { pathname } ) => ! pathname.endsWith( 'wp-login.php' ) );
	return page;
}

test( 'a member gains and loses a calendar by tag, Team and offering', async ( { admin, stack, site, browser } ) => {
	const member = await site.call<{ id: number }>( 'POST', 'wp/v2/users', { username: 'story-member', name: 'Story Member', email: 'story-member@example.test', password: 'story-password', roles: [ 'subscriber' ] } );
	const tag = numberIn( await accessAlly( site, 'add-tag', { name: 'Story gold' } ) );
	const course = numberIn( await accessAlly( site, 'add-tag', { name: 'Story course' } ) );
	const offering = ( await accessAlly( site, 'add-offering', { name: 'Story course', tag: course } ) ).split( ': ' )[ 1 ]!;
	await accessAlly( site, 'add-page', { key: offering, name: 'Story lesson' } );
	const cases = [
		{ name: 'Story by tag', rule: { kind: 'tag', id: String( tag ) }, gain: [ 'give-tag', { tag } ], lose: [ 'take-tag', { tag } ] },
		{ name: 'Story by Team', rule: { kind: 'team', id: '4711', as: 'leader' }, gain: [ 'join-team', { team: 4711, as: 'leader' } ], lose: [ 'leave-team', { team: 4711, as: 'leader' } ] },
		{ name: 'Story by offering', rule: { kind: 'offering', id: offering }, gain: [ 'grant-offering', { key: offering } ], lose: [ 'revoke-offering', { key: offering } ] },
	] as const;
	const ids: number[] = [];
	for ( const { name, rule } of cases ) {
		ids.push( await addCalendar( site, name, rule ) );
	}
	const audience = JSON.stringify( { match: 'any', rules: [ { kind: 'tag', id: String( tag ), name: 'Story gold' } ] } );
	const block = `<!-- wp:paragraph {"slotbridgeAudience":${ audience }} --><p>Story block for gold</p><!-- /wp:paragraph -->`;
	const content = ids.map( ( id ) => `<!-- wp:shortcode -->[slotbridge_calendar id="${ id }"]<!-- /wp:shortcode -->` ).join( '' ) + block;
	const post = await site.call<{ link: string }>( 'POST', 'wp/v2/pages', { title: 'Story page', status: 'publish', content } );

	const page = await logIn( browser, stack.wordpressUrl, 'story-member', 'story-password' );
	const visitor = await ( await browser.newContext() ).newPage();
	const access = new AccessScreen( admin, stack.wordpressUrl );
	for ( const { name, gain, lose } of cases ) {
		const calendar = page.getByRole( 'region', { name } );
		await page.goto( post.link );
		await expect( page.getByText( 'This calendar is not open to you.' ) ).toHaveCount( 3 );
		await accessAlly( site, gain[ 0 ], { user: member.id, ...gain[ 1 ] } );
		await page.reload();
		await expect( calendar ).toBeVisible();
		await expect( page.getByText( 'This calendar is not open to you.' ) ).toHaveCount( 2 );
		await expect( page.getByText( 'Story block for gold' ) ).toHaveCount( name === 'Story by tag' ? 1 : 0 );

		await visitor.goto( post.link );
		await expect( visitor.getByText( 'Log in to see whether it is open to you.' ) ).toHaveCount( 3 );
		expect( await visitor.content() ).not.toContain( 'Story block' );

		await access.open( 'access' );
		await access.check( 'story-member' );
		await expect( access.answer( name ) ).toContainText( 'Sees it' );
		await expect( access.answer( name ) ).toContainText( `Story Member sees ${ name } because of` );

		await accessAlly( site, lose[ 0 ], { user: member.id, ...lose[ 1 ] } );
		await page.reload();
		await expect( calendar ).toHaveCount( 0 );
		expect( await page.content() ).not.toContain( name );
	}
	await access.visitorButton.click();
	await expect( access.answer( 'Story by tag' ) ).toContainText( 'A visitor does not see Story by tag' );
} );

test( 'a group is made for each offering, follows its name, is hidden when it is gone, and can be undone', async ( { admin, stack, site, sandbox } ) => {
	await connect( stack, site );
	const key = ( await accessAlly( site, 'add-offering', { name: 'Follow me' } ) ).split( ': ' )[ 1 ]!;
	const access = new AccessScreen( admin, stack.wordpressUrl );
	await access.open( 'access' );
	await access.content.getByLabel( 'A group for each offering' ).check();
	await expect( access.content.getByText( /^This will make \d+ groups?\./ ) ).toBeVisible();
	await access.content.getByRole( 'button', { name: 'Save and bring in step' } ).click();
	const groups = () => site.call<Array<{ id: number; slotbridge: { name: string; slug: string; status: string } }>>( 'GET', 'wp/v2/slotbridge-calendar-groups?context=edit&per_page=100' );
	const made = async () => ( await groups() ).find( ( { slotbridge } ) => slotbridge.slug === 'follow-me' );
	await expect.poll( async () => ( await made() )?.slotbridge.name ).toBe( 'Follow me' );
	const { id } = ( await made() )!;
	const now = async () => ( await groups() ).find( ( group ) => group.id === id )?.slotbridge;
	await expect.poll( async () => ( await sandbox.state() ).groups.some( ( { slug } ) => slug === 'follow-me' ) ).toBe( true );

	await accessAlly( site, 'rename-offering', { key, name: 'Followed' } );
	await expect.poll( now ).toMatchObject( { name: 'Followed', slug: 'followed', status: 'active' } );
	await accessAlly( site, 'delete-offering', { key } );
	await expect.poll( now ).toMatchObject( { name: 'Followed', status: 'inactive' } );
	await expect.poll( async () => ( await sandbox.state() ).groups.find( ( { slug } ) => slug === 'followed' )?.isActive ).toBe( false );

	await access.open( 'access' );
	await access.content.getByRole( 'button', { name: 'Undo the last change' } ).click();
	await admin.getByRole( 'dialog' ).getByRole( 'button', { name: 'Undo', exact: true } ).click();
	await expect( access.content.getByText( /^Undone:/ ).first() ).toBeVisible();
	expect( await now() ).toBeUndefined();
} );
