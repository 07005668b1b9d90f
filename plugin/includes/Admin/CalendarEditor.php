<?php
/**
 * The editing screen of a calendar: the React app `calendar-editor` in the place of WordPress's editor, with WordPress's own lock
 * against two people who edit the same calendar.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\CalendarPostType;

final class CalendarEditor {

	private const ELEMENT = 'slotbridge-calendar-editor';

	private static bool $rendered = false;

	/** Registers the hooks. */
	public static function register(): void {
		add_filter( 'replace_editor', array( self::class, 'replace' ), 10, 2 );
		add_action( 'admin_enqueue_scripts', array( self::class, 'enqueue' ) );
	}

	/**
	 * WordPress asks this twice: once to know what kind of screen it is, and once, after the screen is set up, to have it drawn.
	 *
	 * @param mixed $replaced Whether another plugin has drawn it already.
	 * @param mixed $post     The post.
	 */
	public static function replace( mixed $replaced, mixed $post ): mixed {
		if ( ! $post instanceof \WP_Post || CalendarPostType::NAME !== $post->post_type ) {
			return $replaced;
		}
		if ( ! self::$rendered && ( did_action( 'load-post.php' ) || did_action( 'load-post-new.php' ) ) ) {
			self::$rendered = true;
			self::render( $post );
		}
		return true;
	}

	/** Hooked to `admin_enqueue_scripts`, which WordPress fires from within render(). */
	public static function enqueue(): void {
		$screen = get_current_screen();
		$post   = get_post();
		if ( null === $screen || 'post' !== $screen->base || CalendarPostType::NAME !== $screen->post_type || ! $post instanceof \WP_Post || self::holder( $post ) instanceof \WP_User ) {
			return;
		}
		BuiltApp::enqueue( 'calendar-editor', $post->ID );
		$lock = wp_set_post_lock( $post );
		wp_enqueue_script( 'slotbridge-edit-lock', plugins_url( 'assets/edit-lock.js', SLOTBRIDGE_FILE ), array( 'jquery', 'heartbeat' ), SLOTBRIDGE_VERSION, array( 'in_footer' => true ) );
		$data = array(
			'postId'  => $post->ID,
			'lock'    => is_array( $lock ) ? implode( ':', $lock ) : '',
			'nonce'   => wp_create_nonce( 'update-post_' . $post->ID ),
			'ajaxUrl' => admin_url( 'admin-ajax.php', 'relative' ),
			'element' => self::ELEMENT,
			'back'    => admin_url( Menu::CALENDARS ),
			'words'   => array(
				/* translators: %s: name of a person. */
				'lost' => __( '%s has taken over this calendar. What you changed since your last save was not saved.', 'slotbridge' ),
				'back' => __( 'Back to the calendars', 'slotbridge' ),
			),
		);
		wp_add_inline_script( 'slotbridge-edit-lock', 'window.slotbridgeEditLock = ' . wp_json_encode( $data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . ';', 'before' );
	}

	private static function render( \WP_Post $post ): void {
		$GLOBALS['post'] = $post; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As WordPress's own editors do, so that get_post() gives it in the hooks of this screen.
		require_once ABSPATH . 'wp-admin/admin-header.php'; // @phpstan-ignore requireOnce.fileNotFound (WordPress is not on the path that PHPStan knows.)
		echo '<div class="wrap"><hr class="wp-header-end">';
		$holder = self::holder( $post );
		if ( $holder instanceof \WP_User ) {
			self::render_locked( $post, $holder );
		} else {
			BuiltApp::render( 'calendar-editor', self::ELEMENT, $post->ID );
		}
		echo '</div>';
	}

	/** The other person who has this calendar open. */
	private static function holder( \WP_Post $post ): ?\WP_User {
		$user_id = wp_check_post_lock( $post->ID );
		$user    = is_int( $user_id ) ? get_userdata( $user_id ) : false;
		return $user instanceof \WP_User ? $user : null;
	}

	private static function render_locked( \WP_Post $post, \WP_User $holder ): void {
		$take_over = add_query_arg( 'get-post-lock', '1', wp_nonce_url( (string) get_edit_post_link( $post->ID, 'url' ), 'lock-post_' . $post->ID ) );
		printf(
			'<h1>%1$s</h1><div class="slotbridge-locked"><p>%2$s</p><p><a class="button button-primary" href="%3$s">%4$s</a> <a class="button" href="%5$s">%6$s</a></p></div>',
			esc_html( $post->post_title ),
			/* translators: %s: name of a person. */
			esc_html( sprintf( __( '%s is editing this calendar right now. If you take over, what they have not saved is lost.', 'slotbridge' ), $holder->display_name ) ),
			esc_url( admin_url( Menu::CALENDARS ) ),
			esc_html__( 'Back to the calendars', 'slotbridge' ),
			esc_url( $take_over ),
			esc_html__( 'Take over', 'slotbridge' )
		);
	}
}
