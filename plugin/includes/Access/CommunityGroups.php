<?php
/**
 * The CommunityAlly groups that an audience can be made of: those that a page of an offering leads to.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\Offerings;

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
		natcasesort( $names );
		$list = array();
		foreach ( $names as $id => $name ) {
			$list[] = array(
				'id'   => (string) $id,
				'name' => $name,
			);
		}
		return $list;
	}
}
