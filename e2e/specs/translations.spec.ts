/** In a language of accents alone, every text of ours on every screen has some: none is forgotten, and each reaches its screen. */
import { connect, createCalendar } from '../fixtures/setup.ts';
import { expect, test } from '../fixtures/test.ts';
import { installPseudo, pseudo, PSEUDO, removePseudo } from '../fixtures/pseudo-locale.ts';
import { isPlain, plainWords } from '../pages/plain-words.ts';
import type { SiteClient } from '../stack/site-client.ts';

/** What is no text of ours: of products, of HTTP, of the sandbox's location, what AccessAlly calls its own, and WordPress's words. */
const notOurs = [
	/^SlotBridge$/, /^SlotBridge [\d.]+ · WordPress [\d.]+ · PHP [\d.]+$/, /^(POST|GET|PUT|DELETE)$/, /^Sandbox Coaching$/, /^America\/New_York$/,
	// Where a translated sentence names methods, tables and hooks.
	/(::|aal_user_tags|accessally)/i,
	// Its search field, what its notices are to screen readers, and dates.
	/^(Reset s|S)earch$/, /^\w+ notice$/, /^\w+ \d{1,2}, \d{4}/,
];

/** Names that people have given, on a site that other specs have used as well; and what was written down in words when a member lost access. */
async function listNames( site: SiteClient ): Promise<string[]> {
	const answers = await Promise.all( [
		'wp/v2/slotbridge-calendars?context=edit&per_page=100&status=publish,draft,trash&_fields=slotbridge.name', 'wp/v2/slotbridge-calendar-groups?context=edit&per_page=100&_fields=name',
		'wp/v2/users?context=edit&per_page=100&_fields=name,username', 'slotbridge/v1/inbound', 'slotbridge/v1/access/losses',
	].map( ( path ) => site.call<unknown>( 'GET', path ) ) );
	const strings = ( value: unknown ): string[] => ( typeof value === 'string' ? [ value ] : typeof value === 'object' && value !== null ? Object.values( value ).flatMap( strings ) : [] );
	return answers.flatMap( strings ).filter( ( name ) => name.trim().length > 2 ).sort( ( a, b ) => b.length - a.length );
}

const screens: Array<[ place: string, ready: string ]> = [
	[ 'connect', 'Health' ], [ 'mappings', 'Mappings' ], [ 'access', 'Check access' ], [ 'accessally', 'Tags and access' ], [ 'accessally&tab=signs', 'Signs' ],
	[ 'accessally&tab=inbound', 'Add an address' ], [ 'accessally&tab=teams', 'Team names' ], [ 'accessally&tab=found', 'What was found on this site' ], [ 'activity', 'Activity' ],
];

test.afterEach( async ( { stack, site } ) => {
	await site.call( 'POST', 'wp/v2/users/me', { locale: '' } );
	await removePseudo( stack.siteDir );
} );

test( 'every text of the screens is translated where a translation is there', async ( { admin, stack, site } ) => {
	await connect( stack, site );
	const { id } = await createCalendar( site, 'Qzx', { description: '' } );
	await expect.poll( async () => ( await site.call<{ items: { state: string }[] }>( 'GET', `slotbridge/v1/activity?subject=calendar/${ id }` ) ).items[ 0 ]?.state ).toBe( 'delivered' );
	await installPseudo( stack.siteDir );
	await site.call( 'POST', 'wp/v2/users/me', { locale: PSEUDO } );
	const names = await listNames( site );
	const found: Record<string, string[]> = {};
	const look = async ( where: string, root: string ): Promise<void> => {
		const ours = ( words: string ): string => names.reduce( ( rest, name ) => rest.replaceAll( name, '' ), words );
		const strange = ( await plainWords( admin, root ) ).filter( ( words ) => isPlain( ours( words ) ) && ! notOurs.some( ( pattern ) => pattern.test( words ) ) );
		if ( strange.length > 0 ) {
			found[ where ] = strange;
		}
	};
	for ( const [ place, ready ] of screens ) {
		await admin.goto( `${ stack.wordpressUrl }/wp-admin/admin.php?page=slotbridge&screen=${ place }${ place === 'activity' ? `&q=${ encodeURIComponent( 'Qzx' ) }` : '' }` );
		await admin.getByRole( 'heading', { name: pseudo( ready ), exact: true } ).or( admin.getByText( pseudo( ready ), { exact: true } ) ).first().waitFor();
		await expect( admin.locator( '#slotbridge-admin [aria-busy=true]' ) ).toHaveCount( 0 );
		await look( place, '#slotbridge-admin' );
	}
	await admin.getByRole( 'link', { name: pseudo( 'Calendar "%1$s" was added' ).replace( '%1$s', 'Qzx' ) } ).click();
	await admin.getByRole( 'heading', { name: pseudo( 'Read the calendar back and compare' ) } ).waitFor();
	await admin.goto( `${ stack.wordpressUrl }/wp-admin/post.php?post=${ id }&action=edit` );
	await admin.getByRole( 'heading', { name: pseudo( 'Appointments' ) } ).waitFor();
	await look( 'editor', '#slotbridge-calendar-editor' );
	expect( found ).toEqual( {} );
} );
