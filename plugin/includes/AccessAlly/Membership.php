<?php
/**
 * What AccessAlly says of one user at one moment.
 *
 * A part that is null is one that AccessAlly cannot tell: it is not there, has no licence, lacks the method, or failed.
 * Who decides by it treats null as "not proved", never as "none".
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Membership {

	/**
	 * @param int                         $user_id          The WordPress user.
	 * @param list<string>|null           $tags             Ids as decimal text, sorted as numbers.
	 * @param list<string>|null           $offerings        Option keys like `_accessally_offering_3` of which they can really read a page.
	 * @param array<int, list<string>>    $teams            By Team number: `leader`, `member` or both. From user meta, so always known.
	 * @param list<string>|null           $community_groups Ids of the CommunityAlly groups whose page they can really read.
	 */
	public function __construct(
		public readonly int $user_id,
		public readonly ?array $tags,
		public readonly ?array $offerings,
		public readonly array $teams,
		public readonly ?array $community_groups,
	) {}
}
