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

	/**
	 * Every type, with the words that follow the entity's name.
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

	/** Whether the entity no longer exists on the site (or rests in the trash) after this event. */
	public static function removes( string $type ): bool {
		return in_array( $type, array( self::CALENDAR_TRASHED, self::CALENDAR_DELETED, self::GROUP_DELETED ), true );
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
