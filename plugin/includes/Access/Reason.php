<?php
/**
 * Why somebody sees something, or does not: one code for each way in which a decision can end.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class Reason {

	// Allowed.
	public const EVERYBODY = 'everybody';
	public const RULES     = 'rules';
	public const PREVIEW   = 'preview';

	// Denied because of the calendar.
	public const UNKNOWN        = 'unknown-calendar';
	public const TRASHED        = 'trashed';
	public const NOT_ACTIVE     = 'not-active';
	public const GROUP_INACTIVE = 'group-inactive';
	public const ENDED          = 'ended';

	// Denied because of the person.
	public const VISITOR       = 'visitor';
	public const UNKNOWN_USER  = 'unknown-user';
	public const OTHER_SITE    = 'not-of-this-site';
	public const RULES_NOT_MET = 'rules-not-met';
	public const NOT_PROVABLE  = 'not-provable';

	// Denied because of what is stored.
	public const AUDIENCE_EMPTY  = 'audience-empty';
	public const AUDIENCE_FAULTY = 'audience-faulty';

	/** Whether those who edit calendars may look at a calendar that is hidden for this reason. What does not exist cannot be looked at. */
	public static function leaves_preview( string $reason ): bool {
		return ! in_array( $reason, array( self::UNKNOWN, self::TRASHED, self::UNKNOWN_USER ), true );
	}
}
