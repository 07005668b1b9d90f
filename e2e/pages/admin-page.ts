/** What all screens of the SlotBridge page have in common. */
import type { Locator, Page } from '@playwright/test';

export class AdminPage {
	readonly page: Page;
	readonly url: string;

	/** @param url The site's address. */
	constructor( page: Page, url: string ) {
		this.page = page;
		this.url = url;
	}

	async open( screen: 'connect' | 'mappings' | 'accessally' | 'activity' | 'access' ): Promise<void> {
		await this.page.goto( `${ this.url }/wp-admin/admin.php?page=slotbridge&screen=${ screen }` );
		await this.heading( { connect: 'Connect', mappings: 'Mappings', accessally: 'AccessAlly', activity: 'Activity', access: 'Access' }[ screen ] ).waitFor();
	}

	heading( name: string ): Locator {
		return this.page.getByRole( 'heading', { name, exact: true } );
	}

	/** The SlotBridge part of the page, without WordPress's own menus. */
	get content(): Locator {
		return this.page.locator( '#slotbridge-admin, #slotbridge-calendar-editor' );
	}
}
