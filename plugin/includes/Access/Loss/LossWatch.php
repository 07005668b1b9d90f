<?php
/**
 * Hears of everything after which somebody may no longer see a calendar, and marks whom to look at. It does nothing else in that request.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Access\VisibleUntil;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarStore;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class LossWatch {

	public static function register(): void {
		foreach ( array( 'slotbridge_member_changed', 'set_user_role', 'add_user_role', 'remove_user_role', 'add_user_to_blog', 'remove_user_from_blog' ) as $hook ) {
			add_action( $hook, array( self::class, 'member' ) );
		}
		add_action( 'deleted_user', array( self::class, 'forget' ) );
		add_action( 'transition_post_status', array( self::class, 'status' ), 10, 3 );
		add_action( 'set_object_terms', array( self::class, 'grouped' ), 10, 4 );
		foreach ( array( 'post', 'term' ) as $type ) {
			foreach ( array( "added_{$type}_meta", "updated_{$type}_meta", "deleted_{$type}_meta" ) as $hook ) {
				add_action( $hook, array( self::class, 'meta' ), 10, 3 );
			}
		}
	}

	/** @param mixed $user_id User whose membership or role is no longer what it was. */
	public static function member( mixed $user_id ): void {
		if ( is_numeric( $user_id ) && (int) $user_id > 0 && LossSettings::is_on() ) {
			SeenTable::mark( (int) $user_id );
		}
	}

	/** @param mixed $user_id User who was deleted. */
	public static function forget( mixed $user_id ): void {
		if ( is_numeric( $user_id ) ) {
			SeenTable::forget( (int) $user_id );
			LossTable::forget_user( (int) $user_id );
		}
	}

	/**
	 * @param mixed $now    Status of a post.
	 * @param mixed $before The one before.
	 * @param mixed $post   The post.
	 */
	public static function status( mixed $now, mixed $before, mixed $post ): void {
		if ( $now !== $before && $post instanceof \WP_Post && CalendarPostType::NAME === $post->post_type ) {
			self::everybody();
		}
	}

	/**
	 * @param mixed $post_id  A post.
	 * @param mixed $terms    Not looked at.
	 * @param mixed $ids      Not looked at.
	 * @param mixed $taxonomy Which the terms are of.
	 */
	public static function grouped( mixed $post_id, mixed $terms, mixed $ids, mixed $taxonomy ): void {
		if ( GroupTaxonomy::NAME === $taxonomy ) {
			self::everybody();
		}
	}

	/**
	 * @param mixed $meta_id   Not looked at.
	 * @param mixed $object_id Not looked at.
	 * @param mixed $key       Name of the meta: ours are fields of calendars and groups.
	 */
	public static function meta( mixed $meta_id, mixed $object_id, mixed $key ): void {
		if ( is_string( $key ) && ( VisibleUntil::META === $key || GroupStore::is_field( $key ) || CalendarStore::is_field( $key ) ) ) {
			self::everybody();
		}
	}

	private static function everybody(): void {
		if ( LossSettings::is_on() ) {
			LossScan::ask_for_pass();
		}
	}
}
