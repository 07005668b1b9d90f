/** The Activity screen: the list of events, and one event in full. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class ActivityScreen extends AdminPage {
	async search( words: string ): Promise<void> {
		await this.page.getByRole( 'searchbox', { name: 'Search by name or id' } ).fill( words );
	}

	/** The events in the list, newest first. */
	get rows(): Locator {
		return this.page.getByRole( 'table', { name: 'Events, newest first' } ).locator( 'tbody' ).getByRole( 'row' );
	}

	async openFirst(): Promise<void> {
		await this.rows.first().getByRole( 'link' ).click();
		await this.page.getByRole( 'link', { name: 'All activity' } ).waitFor();
	}

	/** The steps of the runs of the open event. */
	get steps(): Locator {
		return this.page.getByRole( 'heading', { level: 3 } );
	}
}
