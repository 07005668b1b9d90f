/** What opens the page of a consent. */
import { z } from 'zod';

export const ticket = z.string().regex( /^[\w-]{43}$/, 'This is no address of a page of this bridge. Go back to WordPress and press "Connect with HighLevel" again.' ).describe( 'From /oauth/start, for ten minutes and one browser' );
