/** What a suite of tests or a check came to. */
export interface Failure {
	/** The test's full name, or what could not be run. */
	name: string;
	/** Why, as short as it can be; more is in the log. */
	reason: string;
}

export interface Outcome {
	suite: string;
	passed: number;
	failures: Failure[];
	/** Where all the output is. */
	logFile?: string;
}

/** A suite that could not be run at all counts as one failure: silence is no success. */
export function notRun( suite: string, reason: string, logFile?: string ): Outcome {
	return { suite, passed: 0, failures: [ { name: `${ suite } could not be run`, reason } ], logFile };
}

/** One check that is either in order or not. */
export function checked( suite: string, faults: string[], logFile?: string ): Outcome {
	return faults.length === 0
		? { suite, passed: 1, failures: [], logFile }
		: { suite, passed: 0, failures: [ { name: suite, reason: faults.join( '\n' ) } ], logFile };
}
