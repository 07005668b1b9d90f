/** An appointment, once for each calendar, contact and start. */
import { createAppointment, findAppointment, type AppointmentFields, type RemoteAppointment } from '../../../highlevel/appointments.ts';
import type { HighLevelClient } from '../../../highlevel/client.ts';
import { createRecognised } from '../create-recognised.ts';
import type { LinkKeeper } from '../link-keeper.ts';

/** @throws HighLevelFailure, `highlevel_refused` when the slot is another's; AppError `highlevel_timeout` while an earlier try may still be under way. */
export function createAppointmentOnce( client: HighLevelClient, link: LinkKeeper, fields: AppointmentFields ): Promise<RemoteAppointment> {
	return createRecognised( link, { find: () => findAppointment( client, fields ), create: () => createAppointment( client, fields ) } );
}
