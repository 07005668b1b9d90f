<?php
/**
 * Where everything that happened on the site is handed in: it becomes an event if the owner has switched its trigger on.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Triggers;

final class Triggers {

	/** The types that the owner has switched on; none by default, for personal data leaves the site with them. */
	public const OPTION = 'slotbridge_triggers';

	/**
	 * Hands in one thing that happened.
	 *
	 * @param string               $type    One of Catalogue\EventTypes.
	 * @param string               $subject What it is about, like `member/7`.
	 * @param array<string, mixed> $entity  Full snapshot.
	 * @param list<string>         $changed Which of its fields changed.
	 * @param array<string, mixed> $detail  What exactly happened.
	 */
	public static function fire( string $type, string $subject, array $entity, array $changed, array $detail ): void {
		if ( ! self::is_on( $type ) ) {
			return;
		}
		/**
		 * Something happened for which the owner has switched the trigger on.
		 *
		 * @param string               $type    Its type.
		 * @param string               $subject What it is about.
		 * @param array<string, mixed> $entity  Full snapshot.
		 * @param list<string>         $changed Which of its fields changed.
		 * @param array<string, mixed> $detail  What exactly happened.
		 */
		do_action( 'slotbridge_trigger', $type, $subject, $entity, $changed, $detail );
	}

	/** Whether the owner has switched this trigger on. */
	public static function is_on( string $type ): bool {
		$on = get_option( self::OPTION, array() );
		return is_array( $on ) && in_array( $type, $on, true );
	}
}
