/** Reads the connection test that came along with a refusal. */
import type { ApiError } from '../../api/errors.ts';
import type { ConnectionTest } from '../../api/types.ts';

/** The test result inside `connection_test_failed`, else null. */
export function refusedTest( error: ApiError | null ): ConnectionTest | null {
	const test = error?.data.test;
	return typeof test === 'object' && test !== null && 'problems' in test ? ( test as ConnectionTest ) : null;
}

/** The single problems of a refusal, or the refusal itself as the only one. */
export function problemsOf( error: ApiError | null ): { code: string; detail: string }[] {
	if ( error === null ) {
		return [];
	}
	const problems = refusedTest( error )?.problems ?? [];
	return problems.length > 0 ? problems : [ { code: error.code, detail: error.message } ];
}
