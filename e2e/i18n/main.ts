/** `npm run pot`: writes plugin/languages/slotbridge.pot from the texts in the source. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runMain, UserError } from '../base/user-error.ts';
import { makePot, potFile } from './pot.ts';

await runMain( async () => {
	const { pot, faults, texts } = await makePot();
	if ( faults.length > 0 ) {
		throw new UserError( faults.join( '\n' ) );
	}
	await mkdir( dirname( potFile ), { recursive: true } );
	await writeFile( potFile, pot );
	process.stdout.write( `${ texts } texts are in ${ potFile }.\n` );
	return 0;
} );
