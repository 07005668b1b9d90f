<?php
/**
 * "Make active" and "Set to draft" in the list of calendars, for one calendar or for several.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarSnapshot;

final class CalendarStatusActions {

	private const ACTION = 'slotbridge_calendar_status';
	private const CHANGED = 'slotbridge_changed';
	private const REFUSED = 'slotbridge_refused';

	/** Post status by the name of the action. */
	private const STATUSES = array(
		'slotbridge_activate' => 'publish',
		'slotbridge_draft'    => 'draft',
	);

	/** Registers the hooks. */
	public static function register(): void {
		$screen = 'edit-' . CalendarPostType::NAME;
		add_filter( 'post_row_actions', array( self::class, 'row_actions' ), 20, 2 );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'handle_one' ) );
		add_filter( "bulk_actions-$screen", array( self::class, 'bulk_actions' ), 20 );
		add_filter( "handle_bulk_actions-$screen", array( self::class, 'handle_many' ), 10, 3 );
		add_filter( 'removable_query_args', static fn ( array $names ): array => array_merge( $names, array( self::CHANGED, self::REFUSED ) ) );
		add_action( 'admin_notices', array( self::class, 'notice' ) );
	}

	/**
	 * @param array<string, string> $actions WordPress's links.
	 * @return array<string, string>
	 */
	public static function row_actions( array $actions, \WP_Post $post ): array {
		if ( CalendarPostType::NAME !== $post->post_type || 'trash' === $post->post_status || ! current_user_can( 'edit_post', $post->ID ) ) {
			return $actions;
		}
		unset( $actions['inline hide-if-no-js'], $actions['view'] );
		$name  = 'publish' === $post->post_status ? 'slotbridge_draft' : 'slotbridge_activate';
		$url   = wp_nonce_url( admin_url( 'admin-post.php?action=' . self::ACTION . "&post={$post->ID}&to=$name" ), self::ACTION . '_' . $post->ID );
		$label = 'publish' === $post->post_status ? __( 'Set to draft', 'slotbridge' ) : __( 'Make active', 'slotbridge' );
		/* translators: 1: the action, 2: name of a calendar. */
		$full = sprintf( __( '%1$s: %2$s', 'slotbridge' ), $label, $post->post_title );
		$link = array( 'slotbridge_status' => sprintf( '<a href="%s" aria-label="%s">%s</a>', esc_url( $url ), esc_attr( $full ), esc_html( $label ) ) );
		return array_slice( $actions, 0, 1, true ) + $link + $actions;
	}

	/** Hooked to `admin_post_…`: the link of one calendar. */
	public static function handle_one(): void {
		$post_id = isset( $_GET['post'] ) && is_numeric( $_GET['post'] ) ? (int) $_GET['post'] : 0;
		check_admin_referer( self::ACTION . '_' . $post_id );
		$to = isset( $_GET['to'] ) && is_string( $_GET['to'] ) ? sanitize_key( $_GET['to'] ) : '';
		if ( ! isset( self::STATUSES[ $to ] ) || CalendarPostType::NAME !== get_post_type( $post_id ) || ! current_user_can( 'edit_post', $post_id ) ) {
			wp_die( esc_html__( 'You are not allowed to change this calendar.', 'slotbridge' ), '', array( 'response' => 403 ) );
		}
		$back = wp_get_referer();
		wp_safe_redirect( self::apply( array( $post_id ), $to, false === $back ? admin_url( Menu::CALENDARS ) : $back ) );
		exit;
	}

	/**
	 * @param array<string, mixed> $actions Bulk actions.
	 * @return array<string, mixed>
	 */
	public static function bulk_actions( array $actions ): array {
		if ( isset( $actions['untrash'] ) ) {
			return $actions;
		}
		return array(
			'slotbridge_activate' => __( 'Make active', 'slotbridge' ),
			'slotbridge_draft'    => __( 'Set to draft', 'slotbridge' ),
		) + $actions;
	}

	/**
	 * WordPress has checked the nonce of the list by now.
	 *
	 * @param mixed $back   Where to go afterwards.
	 * @param mixed $action Name of the bulk action.
	 * @param mixed $ids    The chosen calendars.
	 */
	public static function handle_many( mixed $back, mixed $action, mixed $ids ): mixed {
		if ( ! is_string( $back ) || ! is_string( $action ) || ! isset( self::STATUSES[ $action ] ) || ! is_array( $ids ) ) {
			return $back;
		}
		return self::apply( array_map( 'intval', array_filter( $ids, 'is_numeric' ) ), $action, $back );
	}

	/** Tells what became of it. */
	public static function notice(): void {
		$screen = get_current_screen();
		if ( null === $screen || 'edit-' . CalendarPostType::NAME !== $screen->id ) {
			return;
		}
		// phpcs:disable WordPress.Security.NonceVerification.Recommended -- Two numbers that are only shown.
		$changed = isset( $_GET[ self::CHANGED ] ) && is_numeric( $_GET[ self::CHANGED ] ) ? (int) $_GET[ self::CHANGED ] : 0;
		$refused = isset( $_GET[ self::REFUSED ] ) && is_numeric( $_GET[ self::REFUSED ] ) ? (int) $_GET[ self::REFUSED ] : 0;
		// phpcs:enable
		if ( $changed > 0 ) {
			/* translators: %s: number of calendars. */
			wp_admin_notice( esc_html( sprintf( _n( '%s calendar changed its status.', '%s calendars changed their status.', $changed, 'slotbridge' ), number_format_i18n( $changed ) ) ), array( 'type' => 'success', 'dismissible' => true ) );
		}
		if ( $refused > 0 ) {
			/* translators: %s: number of calendars. */
			wp_admin_notice( esc_html( sprintf( _n( '%s calendar was left as it is, because it needs attention first: open it, put right what is marked, and save it.', '%s calendars were left as they are, because they need attention first: open them, put right what is marked, and save them.', $refused, 'slotbridge' ), number_format_i18n( $refused ) ) ), array( 'type' => 'warning', 'dismissible' => true ) );
		}
	}

	/**
	 * @param array<int> $ids  Calendars.
	 * @param string     $name Key of STATUSES.
	 * @param string     $back Where to go afterwards.
	 * @return string That address, with the outcome in it.
	 */
	private static function apply( array $ids, string $name, string $back ): string {
		$changed = 0;
		$refused = 0;
		foreach ( $ids as $id ) {
			$post = get_post( $id );
			if ( ! $post instanceof \WP_Post || ! CalendarPostType::is_calendar( $post ) || ! current_user_can( 'edit_post', $id ) || self::STATUSES[ $name ] === $post->post_status ) {
				continue;
			}
			$fit  = 'publish' !== self::STATUSES[ $name ] || array() === CalendarSnapshot::faults( $post );
			$done = $fit && ! is_wp_error( wp_update_post( array( 'ID' => $id, 'post_status' => self::STATUSES[ $name ] ), true ) );
			$changed += $done ? 1 : 0;
			$refused += $done ? 0 : 1;
		}
		return add_query_arg( array_filter( array( self::CHANGED => $changed, self::REFUSED => $refused ) ), remove_query_arg( array( self::CHANGED, self::REFUSED ), $back ) );
	}
}
