/** The one place that turns the reason of a refused signature into an answer. */
import { AppError } from '../errors/app-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import type { Refusal } from '../use-cases/authenticate-site.ts';

const answers: Record<Refusal | 'missing', readonly [ ErrorCode, string ]> = {
	missing: [ 'authorization_missing', 'This door needs an Authorization header with a signed token.' ],
	malformed: [ 'authorization_invalid', 'The token cannot be read, or lacks one of iss, aud, iat, exp, jti, htm, htu and bsha.' ],
	signature: [ 'authorization_invalid', 'The token was signed with another secret. Pair the site again if this stays.' ],
	issuer: [ 'authorization_invalid', 'The token names another site.' ],
	audience: [ 'authorization_invalid', 'The token was made for another bridge. Pair the site with this one.' ],
	method: [ 'authorization_invalid', 'The token was made for another HTTP method.' ],
	target: [ 'authorization_invalid', 'The token was made for another address. If a proxy stands before the bridge, set BRIDGE_PUBLIC_URL to the address that sites use.' ],
	body: [ 'authorization_invalid', 'The body is not the one that was signed.' ],
	expired: [ 'authorization_expired', 'The signature is more than a minute old. Check the clocks of both servers.' ],
	future: [ 'authorization_expired', 'The signature is from the future. Check the clocks of both servers.' ],
	replayed: [ 'authorization_replayed', 'This signed request has been received before. Sign every request anew.' ],
	unknown_site: [ 'site_unpaired', 'This bridge does not know the site. Pair it again.' ],
	unpaired: [ 'site_unpaired', 'The site was disconnected from this bridge. Pair it again.' ],
};

export function refuseSignature( reason: Refusal | 'missing' ): AppError {
	const [ code, detail ] = answers[ reason ];
	return new AppError( code, detail );
}
