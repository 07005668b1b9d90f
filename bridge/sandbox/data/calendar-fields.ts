/** What a calendar may be told: the writable fields, what they default to, and what an update puts back. */
import { flag, list, number, object, text, type Shape } from '../doors/shape.ts';

const minsOrHours = text( { oneOf: [ 'mins', 'hours' ] } );
const hour = object( {
	openHour: number( { required: true, min: 0, max: 23 } ),
	openMinute: number( { required: true, min: 0, max: 60 } ),
	closeHour: number( { required: true, min: 0, max: 23 } ),
	closeMinute: number( { required: true, min: 0, max: 60 } ),
} );
const locationConfiguration = object( {
	kind: text( {
		required: true,
		oneOf: [ 'custom', 'zoom_conference', 'google_conference', 'inbound_call', 'outbound_call', 'physical', 'booker', 'ms_teams_conference' ],
	} ),
	location: text(),
	meetingId: text(),
} );
const teamMember = object( {
	userId: text( { required: true } ),
	priority: number( { oneOf: [ 0, 0.5, 1 ] } ),
	meetingLocationType: text( { oneOf: [ 'custom', 'zoom', 'gmeet', 'phone', 'address', 'teams', 'booker' ] } ),
	meetingLocation: text(),
	isPrimary: flag(),
	locationConfigurations: list( locationConfiguration ),
} );
const availability: Shape = { date: text( { required: true } ), hours: list( hour, { required: true } ), deleted: flag() };

/** Fields that create and update share. */
const common: Shape = {
	isActive: flag(),
	notifications: list( object( {
		type: text( { oneOf: [ 'email' ] } ),
		shouldSendToContact: flag( { required: true } ),
		shouldSendToGuest: flag( { required: true } ),
		shouldSendToUser: flag( { required: true } ),
		shouldSendToSelectedUsers: flag( { required: true } ),
		selectedUsers: text( { required: true } ),
	} ) ),
	groupId: text(),
	eventType: text( { oneOf: [ 'RoundRobin_OptimizeForAvailability', 'RoundRobin_OptimizeForEqualDistribution' ] } ),
	name: text(),
	description: text(),
	slug: text(),
	widgetSlug: text(),
	widgetType: text( { oneOf: [ 'default', 'classic' ] } ),
	eventTitle: text(),
	eventColor: text(),
	meetingLocation: text(),
	locationConfigurations: list( locationConfiguration ),
	slotDuration: number(),
	slotDurationUnit: minsOrHours,
	slotInterval: number(),
	slotIntervalUnit: minsOrHours,
	slotBuffer: number(),
	preBuffer: number(),
	preBufferUnit: minsOrHours,
	appoinmentPerSlot: number(),
	appoinmentPerDay: number(),
	allowBookingAfter: number(),
	allowBookingAfterUnit: text( { oneOf: [ 'hours', 'days', 'weeks', 'months' ] } ),
	allowBookingFor: number(),
	allowBookingForUnit: text( { oneOf: [ 'days', 'weeks', 'months' ] } ),
	openHours: list( object( {
		daysOfTheWeek: list( number( { min: 0, max: 6 } ), { required: true } ),
		hours: list( hour, { required: true } ),
	} ) ),
	enableRecurring: flag(),
	recurring: object( {
		freq: text( { oneOf: [ 'DAILY', 'WEEKLY', 'MONTHLY' ] } ),
		count: number( { max: 24 } ),
		bookingOption: text( { oneOf: [ 'skip', 'continue', 'book_next' ] } ),
		bookingOverlapDefaultStatus: text( { oneOf: [ 'confirmed', 'new' ] } ),
	} ),
	formId: text(),
	stickyContact: flag(),
	isLivePaymentMode: flag(),
	autoConfirm: flag(),
	shouldSendAlertEmailsToAssignedMember: flag(),
	alertEmail: text(),
	googleInvitationEmails: flag(),
	allowReschedule: flag(),
	allowCancellation: flag(),
	shouldAssignContactToTeamMember: flag(),
	shouldSkipAssigningContactForExisting: flag(),
	notes: text(),
	pixelId: text(),
	formSubmitType: text( { oneOf: [ 'RedirectURL', 'ThankYouMessage' ] } ),
	formSubmitRedirectURL: text(),
	formSubmitThanksMessage: text(),
	availabilityType: number( { oneOf: [ 0, 1 ] } ),
	guestType: text( { oneOf: [ 'count_only', 'collect_detail' ] } ),
	consentLabel: text(),
	calendarCoverImage: text(),
	lookBusyConfig: object( { enabled: flag( { required: true } ), LookBusyPercentage: number( { required: true } ) } ),
};

export const calendarCreate: Shape = {
	...common,
	locationId: text( { required: true } ),
	name: text( { required: true } ),
	calendarType: text( { oneOf: [ 'round_robin', 'event', 'class_booking', 'collective', 'service_booking', 'personal' ] } ),
	slotBufferUnit: minsOrHours,
	teamMembers: list( teamMember ),
	availabilities: list( object( availability ) ),
};

/** An update knows no locationId, calendarType or slotBufferUnit, and refuses an empty team. */
export const calendarUpdate: Shape = {
	...common,
	teamMembers: list( teamMember, { notEmpty: true } ),
	availabilities: list( object( { ...availability, id: text() } ) ),
};

/** What HighLevel fills in when a calendar is created without them. */
export const calendarDefaults = {
	isActive: true,
	eventType: 'RoundRobin_OptimizeForAvailability',
	widgetType: 'classic',
	eventTitle: '{{contact.name}}',
	eventColor: '#039be5',
	slotDuration: 30,
	slotDurationUnit: 'mins',
	slotInterval: 30,
	slotIntervalUnit: 'mins',
	appoinmentPerSlot: 1,
	enableRecurring: false,
	autoConfirm: true,
	googleInvitationEmails: false,
	allowReschedule: true,
	allowCancellation: true,
	formSubmitType: 'ThankYouMessage',
	teamMembers: [],
	locationConfigurations: [],
	openHours: [],
	availabilities: [],
};

/** What an update puts in for every field that it leaves out: the defaults above, and two buffers that were not there before. */
export const resetByUpdate: Record<string, unknown> = { ...calendarDefaults, slotBuffer: 0, preBuffer: 0 };

/** What an update leaves as it is when it does not name it: what it cannot name, and what a calendar cannot be without. */
export const keptByUpdate = [ 'id', 'locationId', 'calendarType', 'slotBufferUnit', 'name', 'slug', 'widgetSlug', 'isActive', 'teamMembers' ];
