/** How an entity of a site stands in HighLevel. */
import { z } from 'zod';
import { time } from './common.ts';

/** `calendar/12` or `calendar-group/3`: the kind and WordPress's own id. */
export const subject = z.string().max( 200 ).regex( /^[a-z][a-z-]*\/[0-9]+$/, 'A subject looks like calendar/12.' );

export const linkSchema = z.object( {
	subject,
	state: z.enum( [ 'linked', 'creating', 'failing', 'waiting', 'pending', 'released', 'deleted' ] ),
	highLevelId: z.string().nullable(),
	locationId: z.string().nullable(),
	connectionId: z.uuid().nullable(),
	syncedAt: time.nullable(),
	reasonCode: z.string().nullable(),
	reason: z.string().nullable(),
	eventId: z.guid().nullable(),
} );
