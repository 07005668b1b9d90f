/** Every text has its domain and its comments, and the template for translators is what the source says now. */
import { readFile } from 'node:fs/promises';
import { makePot, potFile } from '../i18n/pot.ts';
import { checked, type Outcome } from './outcome.ts';

export async function checkTranslations(): Promise<Outcome> {
	const { pot, faults } = await makePot();
	const kept = await readFile( potFile, 'utf8' ).catch( () => '' );
	return checked( 'Translations', kept === pot ? faults : [ ...faults, 'plugin/languages/slotbridge.pot is not what the source says: run "npm run pot".' ] );
}
