/** The Access screen: asks who sees which calendar. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class AccessScreen extends AdminPage {
	/** Chooses a member by typing and asks about all calendars; by keyboard alone. */
	async check( typed: string ): Promise<void> {
		await this.content.getByRole( 'combobox', { name: 'Member' } ).focus();
		await this.page.keyboard.type( typed );
		await this.content.getByRole( 'option', { name: new RegExp( typed, 'i' ) } ).first().waitFor();
		await this.page.keyboard.press( 'ArrowDown' );
		await this.page.keyboard.press( 'Enter' );
		await this.content.getByRole( 'button', { name: 'Check', exact: true } ).press( 'Enter' );
	}

	get visitorButton(): Locator {
		return this.content.getByRole( 'button', { name: 'Try as a visitor' } );
	}

	/** What was answered about one calendar. */
	answer( calendar: string ): Locator {
		return this.content.locator( '.slotbridge-answer' ).filter( { has: this.page.getByText( calendar, { exact: true } ) } );
	}
}
