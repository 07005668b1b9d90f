/** The config of a site as it is answered; what comes in is checked by the catalogue's own schema. */
import { z } from 'zod';
import { configSchema } from '@slotbridge/catalogue/config.ts';

export const configAnswer = z.object( { config: configSchema } );

export const fieldDefinition = z.object( {
	id: z.string(),
	label: z.string(),
	brief: z.string().nullable(),
	highlevel: z.string().describe( 'HighLevel\'s own key' ),
	where: z.string(),
	note: z.string(),
	required: z.boolean(),
	kind: z.enum( [ 'text', 'color', 'timeZone', 'boolean', 'number', 'hours', 'reminders', 'reference' ] ),
	defaultSource: z.string(),
	sources: z.array( z.string() ),
} );
