/** What PHP tells the page before the scripts run: addresses and rights, never a secret. */

export interface Boot {
	restNamespace: string;
	adminUrl: string;
	version: string;
	siteTimeZone: string;
	capabilities: { manage: boolean; editCalendars: boolean; viewActivity: boolean };
	accessAlly: { active: boolean; version: string | null };
	/** The list of calendars in wp-admin. */
	calendarsUrl: string;
	/** The SlotBridge page itself. */
	pageUrl: string;
	postId?: number;
}

declare global {
	interface Window {
		slotbridge?: Partial<Boot>;
	}
}

const fallback: Boot = {
	restNamespace: 'slotbridge/v1',
	adminUrl: '',
	version: '',
	siteTimeZone: 'UTC',
	capabilities: { manage: false, editCalendars: false, viewActivity: false },
	accessAlly: { active: false, version: null },
	calendarsUrl: 'edit.php?post_type=slotbridge_calendar',
	pageUrl: 'admin.php?page=slotbridge',
};

export const boot: Boot = { ...fallback, ...( typeof window === 'undefined' ? {} : window.slotbridge ) };

/** Address of the editing screen of one calendar. */
export const calendarUrl = ( id: number ): string => `${ boot.adminUrl }post.php?post=${ id }&action=edit`;

/** Address of a user's profile, for those who may see it. */
export const userUrl = ( id: number ): string => `${ boot.adminUrl }user-edit.php?user_id=${ id }`;

/** Address of the form for a new calendar. */
export const newCalendarUrl = (): string => `${ boot.adminUrl }post-new.php?post_type=slotbridge_calendar`;
