/** Which keys of a calendar HighLevel takes, what it calls them when it answers, and which of them only make sense together. */
import type { KeyTree } from './types.ts';

const hour = { openHour: true, openMinute: true, closeHour: true, closeMinute: true } as const satisfies KeyTree;
const location = { kind: true, location: true } as const satisfies KeyTree;
const teamMember = {
	userId: true, priority: true, isPrimary: true, meetingLocationType: true, meetingLocation: true, locationConfigurations: [ location ],
} as const satisfies KeyTree;

/** CalendarUpdateDTO. `calendarType`, `locationId` and `slotBufferUnit` can be read but never updated. */
export const calendarUpdateKeys = {
	isActive: true, name: true, description: true, slug: true, widgetSlug: true, groupId: true,
	notifications: [ { type: true, shouldSendToContact: true, shouldSendToGuest: true, shouldSendToUser: true, shouldSendToSelectedUsers: true, selectedUsers: true } ],
	teamMembers: [ teamMember ],
	eventType: true, eventTitle: true, eventColor: true, widgetType: true,
	meetingLocation: true, locationConfigurations: [ location ],
	slotDuration: true, slotDurationUnit: true, slotInterval: true, slotIntervalUnit: true,
	slotBuffer: true, preBuffer: true, preBufferUnit: true,
	appoinmentPerSlot: true, appoinmentPerDay: true,
	allowBookingAfter: true, allowBookingAfterUnit: true, allowBookingFor: true, allowBookingForUnit: true,
	openHours: [ { daysOfTheWeek: true, hours: [ hour ] } ],
	availabilityType: true, availabilities: [ { id: true, date: true, hours: [ hour ], deleted: true } ],
	enableRecurring: true, recurring: { freq: true, count: true, bookingOption: true, bookingOverlapDefaultStatus: true },
	formId: true, stickyContact: true, isLivePaymentMode: true, autoConfirm: true,
	shouldSendAlertEmailsToAssignedMember: true, alertEmail: true, googleInvitationEmails: true,
	allowReschedule: true, allowCancellation: true,
	shouldAssignContactToTeamMember: true, shouldSkipAssigningContactForExisting: true,
	notes: true, pixelId: true,
	formSubmitType: true, formSubmitRedirectURL: true, formSubmitThanksMessage: true,
	guestType: true, consentLabel: true, calendarCoverImage: true,
	lookBusyConfig: { enabled: true, LookBusyPercentage: true },
} as const satisfies KeyTree;

/** CalendarCreateDTO: the same and three more. */
export const calendarCreateKeys = { ...calendarUpdateKeys, locationId: true, calendarType: true, slotBufferUnit: true } as const satisfies KeyTree;

/** Keys that HighLevel spells differently when it answers: answered → to be written. */
export const calendarReadAliases: Readonly<Record<string, string>> = { formSubmitRedirectUrl: 'formSubmitRedirectURL' };

/** Lists that an update refuses when they are empty; they are left out then, and HighLevel leaves them as they are. */
export const calendarNeverEmpty: readonly string[] = [ 'teamMembers' ];

/** Keys that are merged as one value: 60 minutes and 1 hour may be the same, but 60 and "hours" taken apart are not. */
export const calendarKeyPairs: readonly ( readonly [ string, string ] )[] = [
	[ 'slotDuration', 'slotDurationUnit' ],
	[ 'slotInterval', 'slotIntervalUnit' ],
	[ 'slotBuffer', 'slotBufferUnit' ],
];
