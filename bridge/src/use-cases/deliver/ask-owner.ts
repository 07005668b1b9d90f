/** The refusal to add again by itself what somebody deleted in HighLevel, where the owner chose to be asked. */
import { AppError } from '../../errors/app-error.ts';

/** @param what As it stands in a sentence: `calendar`. */
export function askOwner( what: string ): AppError {
	return new AppError( 'linked_gone', `This ${ what } was deleted in HighLevel. Choose whether to add it anew, or to link it to another ${ what } that HighLevel has.` );
}
