/** An error that the person at the terminal can act on: its message is one clear line, shown without a stack. */
export class UserError extends Error {
	override readonly name = 'UserError';
}

/** The message of anything that was thrown. */
export function messageOf( error: unknown ): string {
	return error instanceof Error ? error.message : String( error );
}

/** Errors of the system about the machine's state; their own message names the file or the address. */
const machineErrors = [ 'ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EDQUOT', 'EMFILE' ];

function isForPeople( error: unknown ): boolean {
	return error instanceof UserError || ! ( error instanceof Error ) || machineErrors.includes( ( error as NodeJS.ErrnoException ).code ?? '' );
}

/**
 * Runs a program's main function; a failure becomes one line on stderr and exit code 1.
 * Errors that are no UserError are bugs, so those keep their stack.
 */
export async function runMain( main: () => Promise<number | void> ): Promise<void> {
	try {
		process.exitCode = ( await main() ) ?? 0;
	} catch ( error ) {
		const text = isForPeople( error ) ? messageOf( error ) : ( error as Error ).stack ?? messageOf( error );
		process.stderr.write( `slotbridge: ${ text }\n` );
		process.exitCode = 1;
	}
}
