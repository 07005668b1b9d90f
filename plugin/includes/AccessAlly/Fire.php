<?php
/**
 * Hands things that happened to the triggers; a snapshot is made only for a trigger that is switched on.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

use SlotBridge\Triggers\Triggers;

final class Fire {

	private const PREFIX = 'com.slotbridge.';

	/**
	 * Something happened to a member.
	 *
	 * @param string               $type    Like `member.tag-added`.
	 * @param list<string>         $changed Fields of the snapshot.
	 * @param array<string, mixed> $detail  What exactly.
	 */
	public static function member( string $type, int $user_id, array $changed, array $detail ): void {
		self::about( $type, "member/$user_id", static fn (): array => Snapshots::member( $user_id ), $changed, $detail );
	}

	/**
	 * Something happened.
	 *
	 * @param string                           $type    Without the prefix.
	 * @param string                           $subject What it is about.
	 * @param callable(): array<string, mixed> $entity  Makes the snapshot.
	 * @param list<string>                     $changed Fields of the snapshot.
	 * @param array<string, mixed>             $detail  What exactly.
	 */
	public static function about( string $type, string $subject, callable $entity, array $changed, array $detail ): void {
		if ( Triggers::is_on( self::PREFIX . $type ) ) {
			Triggers::fire( self::PREFIX . $type, $subject, $entity(), $changed, $detail );
		}
	}
}
