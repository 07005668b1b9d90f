<?php
/**
 * Sees users being created, changed, deleted and logging in, through WordPress's own hooks.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class UserWatch {

	private const FIELDS = array( 'name', 'email', 'login', 'roles' );

	/** @var array<int, array<string, mixed>> How users that were changed in this request looked before. */
	private static array $before = array();

	/** @var array<int, true> Users that were created in this request. */
	private static array $created = array();

	/** @var array<int, array<string, mixed>> Snapshots of users that are being deleted. */
	private static array $leaving = array();

	/** Registers the hooks. */
	public static function register(): void {
		add_action( 'user_register', array( self::class, 'after_register' ), 1 );
		add_action( 'profile_update', array( self::class, 'after_update' ), 10, 2 );
		add_action( 'set_user_role', array( self::class, 'after_role' ), 10, 3 );
		add_action( 'delete_user', array( self::class, 'before_delete' ), 1 );
		add_action( 'deleted_user', array( self::class, 'after_delete' ) );
		add_action( 'wp_login', array( self::class, 'after_login' ), 20, 2 );
	}

	public static function after_register( int $user_id ): void {
		self::$created[ $user_id ] = true;
		MemberStore::begin( $user_id );
		MemberWatch::look_at( $user_id );
	}

	public static function after_update( int $user_id, mixed $before ): void {
		if ( $before instanceof \WP_User ) {
			self::$before[ $user_id ] ??= self::fields( $before );
		}
	}

	/**
	 * WordPress tells the old roles; everything else is as it is now.
	 *
	 * @param mixed $old Names of roles.
	 */
	public static function after_role( int $user_id, mixed $role, mixed $old ): void {
		$user = get_userdata( $user_id );
		if ( $user instanceof \WP_User ) {
			self::$before[ $user_id ] ??= array( 'roles' => array_values( is_array( $old ) ? $old : array() ) ) + self::fields( $user );
			MemberWatch::look_at( $user_id );
		}
	}

	public static function before_delete( int $user_id ): void {
		self::$leaving[ $user_id ] = Snapshots::member( $user_id );
	}

	public static function after_delete( int $user_id ): void {
		$entity = self::$leaving[ $user_id ] ?? null;
		$diff   = MemberStore::forget( $user_id );
		unset( self::$leaving[ $user_id ], self::$before[ $user_id ], self::$created[ $user_id ] );
		Members::forget( $user_id );
		if ( null !== $entity ) {
			Fire::about( 'user.deleted', "member/$user_id", static fn (): array => $entity, array(), array() );
		}
		MemberNews::announce( $user_id, $diff );
		TeamWatch::compare();
	}

	public static function after_login( mixed $login, mixed $user = null ): void {
		if ( $user instanceof \WP_User ) {
			Fire::member( 'user.logged-in', $user->ID, array(), array() );
			MemberWatch::look_at( $user->ID );
		}
	}

	/** At the end of a request: one event a user, however many hooks fired. */
	public static function tell(): void {
		$created       = self::$created;
		$before        = self::$before;
		self::$created = array();
		self::$before  = array();
		foreach ( array_keys( $created ) as $user_id ) {
			if ( get_userdata( $user_id ) instanceof \WP_User ) {
				Fire::member( 'user.created', $user_id, array_merge( array( 'id' ), self::FIELDS ), array() );
			}
		}
		foreach ( array_diff_key( $before, $created ) as $user_id => $old ) {
			self::tell_change( $user_id, $old );
		}
	}

	/** @param array<string, mixed> $old How they looked before. */
	private static function tell_change( int $user_id, array $old ): void {
		$user = get_userdata( $user_id );
		if ( ! $user instanceof \WP_User ) {
			return;
		}
		$now    = self::fields( $user );
		$detail = array();
		foreach ( self::FIELDS as $field ) {
			if ( $old[ $field ] !== $now[ $field ] ) {
				$detail[ $field ] = array(
					'from' => $old[ $field ],
					'to'   => $now[ $field ],
				);
			}
		}
		if ( array() !== $detail ) {
			Fire::member( 'user.updated', $user_id, array_keys( $detail ), $detail );
		}
	}

	/** @return array<string, mixed> */
	private static function fields( \WP_User $user ): array {
		return array(
			'name'  => $user->display_name,
			'email' => $user->user_email,
			'login' => $user->user_login,
			'roles' => array_values( $user->roles ),
		);
	}
}
