/** `npm run check`: types, lint and the other checks that need nothing running. */
import { mkdir, rm } from 'node:fs/promises';
import { artifactsDir } from '../base/paths.ts';
import type { Say } from '../base/progress.ts';
import { runMain } from '../base/user-error.ts';
import { runChecks } from './checks.ts';
import { printSummary } from './report.ts';

const say: Say = ( line ) => void process.stdout.write( `${ line }\n` );

await runMain( async () => {
	await rm( artifactsDir, { recursive: true, force: true } );
	await mkdir( artifactsDir, { recursive: true } );
	return printSummary( await runChecks( say ), say );
} );
