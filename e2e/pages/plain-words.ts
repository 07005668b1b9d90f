/** The words on a page that have no accent on any vowel: what the pseudo language of the tests has not reached. */
import type { Page } from '@playwright/test';

/** Whether a text has a vowel without an accent. */
export const isPlain = ( text: string ): boolean => /[aeiou]/i.test( text );

/**
 * Texts, and the names that only screen readers hear. Codes, times, and what is marked as left-to-right whatever the language are data.
 *
 * @param root A CSS selector.
 */
export async function plainWords( page: Page, root: string ): Promise<string[]> {
	return page.locator( root ).evaluate( ( element ) => {
		const plain = ( text: string ): boolean => /[aeiou]/i.test( text );
		const words = new Set<string>();
		const walker = document.createTreeWalker( element, NodeFilter.SHOW_TEXT );
		while ( walker.nextNode() ) {
			const text = walker.currentNode.textContent?.trim() ?? '';
			if ( plain( text ) && ! walker.currentNode.parentElement?.closest( 'code, time, pre, [dir=ltr]' ) ) {
				words.add( text );
			}
		}
		for ( const name of [ 'aria-label', 'placeholder', 'title', 'alt' ] ) {
			for ( const labelled of element.querySelectorAll( `[${ name }]:not(time):not([dir=ltr])` ) ) {
				const text = labelled.getAttribute( name ) ?? '';
				if ( plain( text.replace( /#[0-9a-f]{6}/g, '' ) ) ) {
					words.add( text );
				}
			}
		}
		return [ ...words ];
	} );
}
