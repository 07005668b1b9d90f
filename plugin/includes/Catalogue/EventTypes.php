<?php
/**
 * The events a site can tell of, and how two events of one entity in one request become one.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class EventTypes {

	public const CALENDAR_CREATED        = 'com.slotbridge.calendar.created';
	public const CALENDAR_UPDATED        = 'com.slotbridge.calendar.updated';
	public const CALENDAR_STATUS_CHANGED = 'com.slotbridge.calendar.status-changed';
	public const CALENDAR_TRASHED        = 'com.slotbridge.calendar.trashed';
	public const CALENDAR_RESTORED       = 'com.slotbridge.calendar.restored';
	public const CALENDAR_DELETED        = 'com.slotbridge.calendar.deleted';
	public const GROUP_CREATED           = 'com.slotbridge.calendar-group.created';
	public const GROUP_UPDATED           = 'com.slotbridge.calendar-group.updated';
	public const GROUP_STATUS_CHANGED    = 'com.slotbridge.calendar-group.status-changed';
	public const GROUP_DELETED           = 'com.slotbridge.calendar-group.deleted';

	// Occurrences: TriggerTypes says what each of them is.
	public const USER_CREATED                 = 'com.slotbridge.user.created';
	public const USER_UPDATED                 = 'com.slotbridge.user.updated';
	public const USER_DELETED                 = 'com.slotbridge.user.deleted';
	public const USER_LOGGED_IN               = 'com.slotbridge.user.logged-in';
	public const MEMBER_SYNCED                = 'com.slotbridge.member.synced';
	public const MEMBER_TAG_ADDED             = 'com.slotbridge.member.tag-added';
	public const MEMBER_TAG_REMOVED           = 'com.slotbridge.member.tag-removed';
	public const MEMBER_ACCESS_GAINED         = 'com.slotbridge.member.access-gained';
	public const MEMBER_ACCESS_LOST           = 'com.slotbridge.member.access-lost';
	public const OFFERING_CREATED             = 'com.slotbridge.offering.created';
	public const OFFERING_UPDATED             = 'com.slotbridge.offering.updated';
	public const OFFERING_DELETED             = 'com.slotbridge.offering.deleted';
	public const PAGE_CLONED                  = 'com.slotbridge.page.cloned';
	public const TEAM_MEMBER_ADDED            = 'com.slotbridge.team.member-added';
	public const TEAM_MEMBER_REMOVED          = 'com.slotbridge.team.member-removed';
	public const TEAM_LEADER_ADDED            = 'com.slotbridge.team.leader-added';
	public const TEAM_LEADER_REMOVED          = 'com.slotbridge.team.leader-removed';
	public const TEAM_CREATED                 = 'com.slotbridge.team.created';
	public const TEAM_RENAMED                 = 'com.slotbridge.team.renamed';
	public const TEAM_EMPTIED                 = 'com.slotbridge.team.emptied';
	public const COMMUNITY_GROUP_LINKED       = 'com.slotbridge.community-group.linked';
	public const PROGRESS_OBJECTIVE_COMPLETED = 'com.slotbridge.progress.objective-completed';
	public const PROGRESS_QUIZ_COMPLETED      = 'com.slotbridge.progress.quiz-completed';
	public const PROGRESS_PAGE_COMPLETED      = 'com.slotbridge.progress.page-completed';
	public const PROGRESS_MODULE_COMPLETED    = 'com.slotbridge.progress.module-completed';
	public const PROGRESS_COURSE_COMPLETED    = 'com.slotbridge.progress.course-completed';
	public const PROGRESS_CERTIFICATE_EARNED  = 'com.slotbridge.progress.certificate-earned';
	public const OPERATION_RUN                = 'com.slotbridge.operation.run';
	public const ORDER_SUCCEEDED              = 'com.slotbridge.order.succeeded';
	public const ORDER_FAILED                 = 'com.slotbridge.order.failed';
	public const SUBSCRIPTION_PAID            = 'com.slotbridge.subscription.paid';
	public const SUBSCRIPTION_FAILED          = 'com.slotbridge.subscription.failed';
	public const SUBSCRIPTION_CANCELLED       = 'com.slotbridge.subscription.cancelled';
	public const INBOUND_RECEIVED             = 'com.slotbridge.inbound.received';

	/**
	 * Every type that says how a calendar or a group is, with the words that follow its name.
	 *
	 * @return array<string, string>
	 */
	public static function titles(): array {
		return array(
			/* translators: %s: name of a calendar. */
			self::CALENDAR_CREATED        => __( 'Calendar "%s" was added', 'slotbridge' ),
			/* translators: %s: name of a calendar. */
			self::CALENDAR_UPDATED        => __( 'Calendar "%s" was changed', 'slotbridge' ),
			/* translators: %s: name of a calendar. */
			self::CALENDAR_STATUS_CHANGED => __( 'Calendar "%s" changed its status', 'slotbridge' ),
			/* translators: %s: name of a calendar. */
			self::CALENDAR_TRASHED        => __( 'Calendar "%s" was moved to the trash', 'slotbridge' ),
			/* translators: %s: name of a calendar. */
			self::CALENDAR_RESTORED       => __( 'Calendar "%s" was restored from the trash', 'slotbridge' ),
			/* translators: %s: name of a calendar. */
			self::CALENDAR_DELETED        => __( 'Calendar "%s" was deleted', 'slotbridge' ),
			/* translators: %s: name of a calendar group. */
			self::GROUP_CREATED           => __( 'Calendar group "%s" was added', 'slotbridge' ),
			/* translators: %s: name of a calendar group. */
			self::GROUP_UPDATED           => __( 'Calendar group "%s" was changed', 'slotbridge' ),
			/* translators: %s: name of a calendar group. */
			self::GROUP_STATUS_CHANGED    => __( 'Calendar group "%s" changed its status', 'slotbridge' ),
			/* translators: %s: name of a calendar group. */
			self::GROUP_DELETED           => __( 'Calendar group "%s" was deleted', 'slotbridge' ),
		);
	}

	/** Whether events of this type say what happened, each by itself, rather than how an entity is now. */
	public static function occurs( string $type ): bool {
		return ! str_starts_with( $type, 'com.slotbridge.calendar.' ) && ! str_starts_with( $type, 'com.slotbridge.calendar-group.' );
	}

	/** Whether the entity no longer exists on the site (or rests in the trash) after this event. */
	public static function removes( string $type ): bool {
		return in_array( $type, array( self::CALENDAR_TRASHED, self::CALENDAR_DELETED, self::GROUP_DELETED, self::USER_DELETED, self::OFFERING_DELETED ), true );
	}

	/** Whether the entity is on the site anew after this event. */
	private static function appears( string $type ): bool {
		return in_array( $type, array( self::CALENDAR_CREATED, self::CALENDAR_RESTORED, self::GROUP_CREATED ), true );
	}

	/**
	 * The type of the one event that stands for two of the same entity in one request.
	 *
	 * A removal or a (re)appearance says more than a change, so a change never hides it; a plain change says more than
	 * a change of status alone.
	 */
	public static function merge( string $earlier, string $later ): string {
		if ( self::removes( $later ) || self::appears( $later ) ) {
			return self::CALENDAR_RESTORED === $later && self::CALENDAR_CREATED === $earlier ? $earlier : $later;
		}
		if ( self::removes( $earlier ) || self::appears( $earlier ) ) {
			return $earlier;
		}
		return $earlier === $later ? $later : str_replace( '.status-changed', '.updated', $later );
	}
}
