/** Builds events as a site sends them. */
import { randomUUID } from 'node:crypto';

export interface EnvelopeOptions {
	id?: string;
	type?: string;
	changed?: string[];
	entity?: Record<string, unknown>;
}

/** A valid snapshot of calendar number `id`. */
export function calendarSnapshot( id: number, changes: Record<string, unknown> = {} ): Record<string, unknown> {
	return {
		id, name: `Calendar ${ id }`, description: '', slug: `calendar-${ id }`, timeZone: 'Europe/Berlin', color: '#1a2b3c', type: 'event', status: 'active',
		durationMinutes: 30, intervalMinutes: 30, bufferMinutes: 0, openHours: [], reminders: [], hosts: [], group: null, audience: null, ...changes,
	};
}

/** A valid snapshot of calendar group number `id`. */
export function groupSnapshot( id: number, changes: Record<string, unknown> = {} ): Record<string, unknown> {
	return { id, name: `Group ${ id }`, slug: `group-${ id }`, description: 'A group', status: 'active', audience: null, ...changes };
}

/** The envelope of a change of calendar number `calendar`. */
export function calendarEvent( calendar: number, sequence: number | string, options: EnvelopeOptions = {} ): Record<string, unknown> & { id: string } {
	return {
		specversion: '1.0',
		id: options.id ?? randomUUID(),
		source: 'https://site.example',
		type: options.type ?? 'com.slotbridge.calendar.updated',
		subject: `calendar/${ calendar }`,
		time: '2026-03-01T12:00:00Z',
		sequence,
		data: { entity: calendarSnapshot( calendar, options.entity ), changed: options.changed ?? [ 'name' ] },
	};
}

/** The envelope of a change of calendar group number `group`. */
export function groupEvent( group: number, sequence: number, options: EnvelopeOptions = {} ): Record<string, unknown> & { id: string } {
	return {
		...calendarEvent( group, sequence, options ),
		type: options.type ?? 'com.slotbridge.calendar-group.updated',
		subject: `calendar-group/${ group }`,
		data: { entity: groupSnapshot( group, options.entity ), changed: options.changed ?? [ 'name' ] },
	};
}
