/** What the sandbox keeps: the same things a HighLevel account keeps, in HighLevel's own field names. */

import type { OAuthState } from '../oauth/types.ts';

export type CalendarType = 'round_robin' | 'event' | 'class_booking' | 'collective' | 'service_booking' | 'personal';

export interface Location {
	id: string;
	companyId: string;
	name: string;
	/** IANA zone; the zone of every calendar that no schedule speaks for. */
	timezone: string;
	email: string;
	country: string;
}

export interface User {
	id: string;
	locationId: string;
	firstName: string;
	lastName: string;
	email: string;
}

export type TokenKind = 'privateIntegration' | 'oauth' | 'agency';

export interface Token {
	token: string;
	/** What the log shows instead of the token. */
	name: string;
	locationId: string;
	kind: TokenKind;
	scopes: string[];
	revoked: boolean;
	/** Epoch ms; only of tokens that OAuth gave. */
	expiresAt?: number;
	/** The agency; only of tokens that OAuth gave. */
	companyId?: string;
}

export interface Hour {
	openHour: number;
	openMinute: number;
	closeHour: number;
	closeMinute: number;
}

export interface OpenHour {
	/** 0 is Sunday. */
	daysOfTheWeek: number[];
	hours: Hour[];
}

export interface Availability {
	id: string;
	/** Local midnight, written as if it were UTC. */
	date: string;
	hours: Hour[];
}

export interface TeamMember {
	userId: string;
	priority?: number;
	isPrimary?: boolean;
	[ key: string ]: unknown;
}

/** A calendar as HighLevel stores it; settings that the sandbox only keeps are under the index signature. */
export interface Calendar {
	id: string;
	locationId: string;
	calendarType: CalendarType;
	name: string;
	slug: string;
	isActive: boolean;
	groupId?: string;
	slotDuration: number;
	slotInterval: number;
	openHours: OpenHour[];
	availabilities: Availability[];
	teamMembers: TeamMember[];
	[ key: string ]: unknown;
}

export interface Group {
	id: string;
	locationId: string;
	name: string;
	description: string;
	slug: string;
	isActive: boolean;
}

export interface Notification {
	_id: string;
	calendarId: string;
	isActive: boolean;
	deleted: boolean;
	[ key: string ]: unknown;
}

export interface Rule {
	type: 'wday' | 'date';
	day?: string;
	date?: string;
	/** Local wall-clock times, `HH:MM`. */
	intervals: { from: string; to: string }[];
}

export interface Schedule {
	id: string;
	name: string;
	locationId: string;
	userId: string;
	timezone: string;
	rules: Rule[];
	calendarIds: string[];
	dateAdded: string;
	dateUpdated: string;
	deleted: boolean;
}

export interface EventSchedule {
	calendarId: string;
	timezone: string;
	rules: Rule[];
	dateAdded: string;
	dateUpdated: string;
}

/** A person; what the sandbox only keeps is under the index signature. */
export interface Contact {
	id: string;
	locationId: string;
	/** Lower case. */
	email?: string;
	/** Digits, with a plus before them. */
	phone?: string;
	tags: string[];
	[ key: string ]: unknown;
}

/** An appointment or a blocked slot. */
export interface CalendarEvent {
	id: string;
	kind: 'appointment' | 'block';
	locationId: string;
	calendarId?: string;
	assignedUserId?: string;
	contactId?: string;
	groupId?: string;
	title: string;
	appointmentStatus: string;
	/** ISO 8601 with offset, as it was written. */
	startTime: string;
	endTime: string;
	startMs: number;
	endMs: number;
	dateAdded: string;
	dateUpdated: string;
	[ key: string ]: unknown;
}

export interface Note {
	id: string;
	appointmentId: string;
	body: string;
	userId?: string;
	contactId: string;
	dateAdded: string;
}

export interface Resource {
	id: string;
	resourceType: 'equipments' | 'rooms';
	locationId: string;
	name: string;
	description: string;
	quantity: number;
	outOfService: number;
	capacity: number;
	calendarIds: string[];
	isActive: boolean;
}

export interface Limits {
	/** Requests per interval and token. */
	max: number;
	/** Length of the sliding interval in ms. */
	intervalMs: number;
	/** Requests per UTC day and token. */
	daily: number;
}

export interface State {
	locations: Location[];
	users: User[];
	tokens: Token[];
	calendars: Calendar[];
	groups: Group[];
	notifications: Notification[];
	schedules: Schedule[];
	eventSchedules: EventSchedule[];
	events: CalendarEvent[];
	notes: Note[];
	contacts: Contact[];
	resources: Resource[];
	limits: Limits;
	oauth: OAuthState;
}
