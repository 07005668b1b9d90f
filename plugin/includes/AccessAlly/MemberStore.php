<?php
/**
 * What was last seen of each member, and since when.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class MemberStore {

	/** Unix time since when the member is known to have this; null: not known. */
	public static function since( int $user_id, string $kind, string $id ): ?int {
		$times = get_user_meta( $user_id, 'slotbridge_since', true );
		$time  = is_array( $times ) ? ( $times[ "$kind $id" ] ?? null ) : null;
		return is_int( $time ) ? $time : null;
	}
}
