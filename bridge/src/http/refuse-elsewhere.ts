/** Refuses a form that was not sent from a page of this bridge: another site could press its button in somebody's browser. */
import { AppError } from '../errors/app-error.ts';

/**
 * Browsers say where a form comes from (Origin), and how that stands to where it goes (Sec-Fetch-Site, not over plain http
 * beyond this machine). Whatever is said must fit, and one of the two must be.
 *
 * @throws AppError sent_from_elsewhere.
 */
export function refuseElsewhere( ownUrl: string | undefined, header: ( name: string ) => string | undefined ): void {
	const [ origin, site ] = [ header( 'origin' ), header( 'sec-fetch-site' ) ];
	const fits = ( origin === undefined || origin === URL.parse( ownUrl ?? '' )?.origin ) && ( site === undefined || site === 'same-origin' );
	if ( ! fits || ( origin === undefined && site === undefined ) ) {
		throw new AppError( 'sent_from_elsewhere', 'The button was not pressed on the page of this bridge, so nothing was begun. Go back to WordPress and press "Connect with HighLevel" again.' );
	}
}
