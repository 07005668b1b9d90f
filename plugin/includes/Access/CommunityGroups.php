<?php
/**
 * The CommunityAlly groups that an audience can be made of: those that a page of an offering leads to.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\Offerings;
use SlotBridge\Catalogue\Choices;

final class CommunityGroups {

	/** @return list<array{id: string, name: string}> By name. */
	public static function all(): array {
		$names = array();
		foreach ( Offerings::all() ?? array() as $offering ) {
			foreach ( $offering['pages'] as $page ) {
				if ( '' !== $page['group'] ) {
					$names[ $page['group'] ] ??= Names::communityGroup( $page['group'] );
				}
			}
		}
		return Choices::by_name( $names );
	}
}
