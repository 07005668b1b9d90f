<?php
/**
 * Looks at members whenever something says that one may have changed: AccessAlly's hook, user meta, a login. Each is compared once, when the request ends.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class MemberWatch {

	/** Set when AccessAlly told of somebody without saying whom: the scheduled check begins a new pass at once. */
	public const SOON = 'slotbridge_members_soon';

	/** @var array<int, true> Users to compare before the request ends. */
	private static array $pending = array();

	/** @var array<int, string> Contacts of users who were synced in this request. */
	private static array $synced = array();

	/** Registers the hooks. */
	public static function register(): void {
		add_action( 'accessally_update_user', array( self::class, 'after_sync' ), 10, 2 );
		foreach ( array( 'added', 'updated', 'deleted' ) as $verb ) {
			add_action( "{$verb}_user_meta", array( self::class, 'after_meta' ), 10, 3 );
		}
	}

	/** Compares this user when the request ends. */
	public static function look_at( int $user_id ): void {
		if ( $user_id > 0 ) {
			self::$pending[ $user_id ] = true;
		}
	}

	/** AccessAlly synced a user. It may say so late, twice, or with user 0, when the contact came before its user. */
	public static function after_sync( mixed $user_id = 0, mixed $contact_id = 0 ): void {
		$id = Calls::post_id( $user_id );
		if ( $id > 0 && get_userdata( $id ) instanceof \WP_User ) {
			self::$synced[ $id ] = Calls::text( $contact_id );
			self::look_at( $id );
		} else {
			update_option( self::SOON, time(), false );
		}
	}

	public static function after_meta( mixed $meta_ids, mixed $user_id, mixed $key ): void {
		if ( is_numeric( $user_id ) && is_string( $key ) && ( Tags::OLD_META === $key || null !== TeamKeys::team_of( $key ) ) ) {
			self::look_at( (int) $user_id );
		}
	}

	/** Compares everybody who is waiting, and tells who was synced. Long-running code calls it in between. */
	public static function work_off(): void {
		AccessRules::write();
		$pending       = self::$pending;
		$synced        = self::$synced;
		self::$pending = array();
		self::$synced  = array();
		foreach ( array_keys( $pending ) as $user_id ) {
			MemberStore::compare( $user_id );
			if ( isset( $synced[ $user_id ] ) ) {
				Fire::member( 'member.synced', $user_id, array(), array( 'contactId' => '' === $synced[ $user_id ] ? null : $synced[ $user_id ] ) );
			}
		}
	}
}
