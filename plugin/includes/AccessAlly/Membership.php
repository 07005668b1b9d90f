<?php
/**
 * What AccessAlly says of one user at one moment. A part that is null: AccessAlly cannot say (not there, not licensed, method missing, failed).
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Membership {

	/**
	 * @param int                                $user_id          The user.
	 * @param list<string>|null                  $tags             Tag ids as decimal text.
	 * @param list<string>|null                  $offerings        Keys of the offerings that the user can read.
	 * @param array<array-key, list<string>>     $teams            `member`, `leader` or both, by Team number.
	 * @param list<string>|null                  $community_groups Ids of the CommunityAlly groups that the user reaches.
	 */
	public function __construct(
		public readonly int $user_id,
		public readonly ?array $tags,
		public readonly ?array $offerings,
		public readonly array $teams,
		public readonly ?array $community_groups
	) {}
}
