/** The long form of the fuzzing: 10,000 cases a door, or as many as FUZZ_RUNS says; FUZZ_SEED plays a run again. */
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig( {
	test: { ...base.test, include: [ 'tests/fuzz/*.test.ts' ], env: { FUZZ_RUNS: process.env[ 'FUZZ_RUNS' ] ?? '10000' }, disableConsoleIntercept: true },
} );
