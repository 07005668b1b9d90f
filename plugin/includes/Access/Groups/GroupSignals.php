<?php
/**
 * Hears that something may have happened to a Team or an offering, so that the groups made of them are looked at when the request ends.
 *
 * The action `slotbridge_trigger` is done only for triggers that the owner has switched on; the groups follow without any.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\Offerings;
use SlotBridge\AccessAlly\TeamKeys;

final class GroupSignals {

	/** Registers the hooks. They fire often, so each looks at one name and is done. */
	public static function register(): void {
		add_action( 'slotbridge_trigger', array( GroupSync::class, 'after_trigger' ), 10, 2 );
		foreach ( array( 'added', 'updated', 'deleted' ) as $verb ) {
			add_action( "{$verb}_option", array( self::class, 'after_option' ) );
			add_action( "{$verb}_user_meta", array( self::class, 'after_user_meta' ), 10, 3 );
		}
	}

	/** Offerings are options, and so are the owner's names of Teams. */
	public static function after_option( mixed $name ): void {
		if ( Names::TEAM_LABELS === $name || ( is_string( $name ) && str_starts_with( $name, Offerings::PREFIX ) ) ) {
			GroupSync::want();
		}
	}

	/** Teams are user meta: the first member makes one, the last one who leaves ends it. */
	public static function after_user_meta( mixed $meta_ids, mixed $user_id, mixed $key ): void {
		if ( is_string( $key ) && null !== TeamKeys::team_of( $key ) ) {
			GroupSync::want();
		}
	}
}
