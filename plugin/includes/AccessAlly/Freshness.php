<?php
/**
 * Forgets what was read of AccessAlly as soon as a hook tells that it changed within this request.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Freshness {

	/** Where AccessAlly keeps who may read a post. */
	public const PERMISSION_META = '_accessally_post_permission';

	/** Registers the hooks. They fire often, so each looks at one name and is done. */
	public static function register(): void {
		foreach ( array( 'added_option', 'updated_option', 'deleted_option' ) as $hook ) {
			add_action( $hook, array( self::class, 'after_option' ), 1 );
		}
		foreach ( array( 'added', 'updated', 'deleted' ) as $verb ) {
			add_action( "{$verb}_post_meta", array( self::class, 'after_post_meta' ), 1, 3 );
			add_action( "{$verb}_user_meta", array( self::class, 'after_user_meta' ), 1, 3 );
		}
		add_action( 'transition_post_status', array( self::class, 'after_status' ), 1, 2 );
		add_action( 'switch_blog', array( Members::class, 'forget_all' ) );
	}

	public static function after_option( mixed $name ): void {
		if ( is_string( $name ) && str_starts_with( $name, Offerings::PREFIX ) ) {
			Members::forget_all();
		}
	}

	public static function after_post_meta( mixed $meta_ids, mixed $post_id, mixed $key ): void {
		if ( self::PERMISSION_META === $key ) {
			Members::forget_all();
		}
	}

	public static function after_user_meta( mixed $meta_ids, mixed $user_id, mixed $key ): void {
		if ( is_numeric( $user_id ) && is_string( $key ) && ( Tags::OLD_META === $key || null !== TeamKeys::team_of( $key ) ) ) {
			Members::forget( (int) $user_id );
		}
	}

	public static function after_status( mixed $now, mixed $before ): void {
		if ( $now !== $before ) {
			Members::forget_all();
		}
	}
}
