<?php
/**
 * Snapshots for tests that do not need a real post or term behind them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

final class Events {

	/** @return array<string, mixed> A valid calendar. */
	public static function calendar( int $id, string $name = 'Coaching' ): array {
		return array(
			'id'              => $id,
			'name'            => $name,
			'description'     => '',
			'slug'            => 'coaching-' . $id,
			'timeZone'        => 'Europe/Berlin',
			'color'           => '#039be5',
			'type'            => 'event',
			'status'          => 'active',
			'durationMinutes' => 30,
			'intervalMinutes' => 30,
			'bufferMinutes'   => 0,
			'openHours'       => array(),
			'reminders'       => array(),
			'hosts'           => array(),
			'group'           => null,
			'audience'        => null,
		);
	}

	/** @return array<string, mixed> A valid member. */
	public static function member( int $id, string $name = 'Ana Bell' ): array {
		return array(
			'id'              => $id,
			'name'            => $name,
			'email'           => "member-$id@example.test",
			'login'           => "member-$id",
			'roles'           => array( 'subscriber' ),
			'tags'            => array( array( 'id' => '12', 'name' => 'Gold' ) ),
			'offerings'       => array(),
			'teams'           => array( array( 'id' => '3', 'name' => 'Alpha', 'as' => array( 'member' ) ) ),
			'communityGroups' => null,
			'contactId'       => '771',
		);
	}
}
