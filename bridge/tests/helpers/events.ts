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

/** A valid snapshot of member number `id`. */
export function memberSnapshot( id: number, changes: Record<string, unknown> = {} ): Record<string, unknown> {
	return {
		id, name: `Member ${ id }`, email: `member-${ id }@site.example`, login: `member-${ id }`, roles: [ 'subscriber' ], tags: [ { id: '12', name: 'Gold' } ],
		offerings: [], teams: [ { id: '3', name: 'Alpha', as: [ 'member', 'leader' ] } ], communityGroups: null, contactId: null, ...changes,
	};
}

/** The envelope of something that happened to member number `member`: a tag was added, unless the options say otherwise. */
export function memberEvent( member: number, sequence: number, options: EnvelopeOptions & { detail?: Record<string, unknown> } = {} ): Record<string, unknown> & { id: string } {
	return {
		...calendarEvent( member, sequence, options ),
		type: options.type ?? 'com.slotbridge.member.tag-added',
		subject: `member/${ member }`,
		data: { entity: memberSnapshot( member, options.entity ), changed: options.changed ?? [ 'tags' ], detail: options.detail ?? { tag: { id: '12', name: 'Gold' } } },
	};
}
