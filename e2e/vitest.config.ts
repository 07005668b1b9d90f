/** How the stack's own unit tests run; the browser tests in specs/ are Playwright's. */
import { defineConfig } from 'vitest/config';

export default defineConfig( { test: { include: [ 'tests/**/*.test.ts' ] } } );
