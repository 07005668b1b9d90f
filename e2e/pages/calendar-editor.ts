/** The editing screen of one calendar. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class CalendarEditor extends AdminPage {
	async openNew(): Promise<void> {
		await this.page.goto( `${ this.url }/wp-admin/post-new.php?post_type=slotbridge_calendar` );
		await this.heading( 'Add calendar' ).waitFor();
	}

	async openPost( id: number ): Promise<void> {
		await this.page.goto( `${ this.url }/wp-admin/post.php?post=${ id }&action=edit` );
		await this.heading( 'Edit calendar' ).waitFor();
	}

	get name(): Locator {
		return this.page.getByLabel( 'Name (required)' );
	}

	get color(): Locator {
		return this.page.getByRole( 'textbox', { name: 'Colour' } );
	}

	/** @param typed Part of the zone's name, as a person types it. */
	async chooseTimeZone( typed: string, option: RegExp ): Promise<void> {
		const box = this.page.getByRole( 'combobox', { name: 'Time zone' } );
		await box.fill( typed );
		await this.page.getByRole( 'option', { name: option } ).first().click();
	}

	async chooseGroup( name: string ): Promise<void> {
		await this.page.getByLabel( 'Calendar group' ).selectOption( { label: name } );
	}

	async addReminder(): Promise<void> {
		await this.page.getByRole( 'button', { name: 'Add a reminder' } ).click();
	}

	reminder( number: number ): Locator {
		return this.page.getByRole( 'group', { name: `Reminder ${ number }` } );
	}

	async save(): Promise<void> {
		await this.page.getByRole( 'button', { name: 'Save', exact: true } ).click();
		await this.page.getByText( 'Everything is saved.' ).waitFor();
	}

	async saveAsDraft(): Promise<void> {
		await this.page.getByRole( 'button', { name: 'Save as draft' } ).click();
		await this.page.getByText( 'Everything is saved.' ).waitFor();
	}

	async trash(): Promise<void> {
		await this.page.getByRole( 'button', { name: 'Move to trash' } ).click();
		await this.page.getByRole( 'dialog' ).getByRole( 'button', { name: 'Move to trash' } ).click();
		await this.page.waitForURL( /edit\.php\?post_type=slotbridge_calendar/ );
	}

	/** How the calendar stands with HighLevel; renews itself. */
	get syncState(): Locator {
		return this.page.getByRole( 'complementary', { name: 'Save and state' } );
	}

	/** The post's id, from the address that the first save leaves behind. */
	async postId(): Promise<number> {
		await this.page.waitForURL( /post\.php\?post=\d+/ );
		return Number( new URL( this.page.url() ).searchParams.get( 'post' ) );
	}
}
