<?php
/**
 * Loads a React app that was built into plugin/build, and tells it what it needs to know of this site. No secret goes out here.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Calendars\Capabilities;

final class BuiltApp {

	/**
	 * Enqueues an app with its styles; a no-op when it was not built.
	 *
	 * @param string   $name    `admin` or `calendar-editor`.
	 * @param int|null $post_id The calendar it is about.
	 */
	public static function enqueue( string $name, ?int $post_id = null ): void {
		$asset = self::asset( $name );
		if ( null === $asset ) {
			return;
		}
		$handle = 'slotbridge-' . $name;
		wp_enqueue_script( $handle, plugins_url( "build/$name.js", SLOTBRIDGE_FILE ), $asset['dependencies'], $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( $handle, 'slotbridge', plugin_dir_path( SLOTBRIDGE_FILE ) . 'languages' );
		wp_add_inline_script( $handle, 'window.slotbridge = ' . wp_json_encode( self::boot( $post_id ), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . ';', 'before' );
		if ( is_file( self::path( "$name.css" ) ) ) {
			wp_enqueue_style( $handle, plugins_url( "build/$name.css", SLOTBRIDGE_FILE ), array( 'wp-components' ), $asset['version'] );
			wp_style_add_data( $handle, 'rtl', 'replace' );
		}
	}

	/** Prints the element that the app fills, or says clearly why there is nothing to fill. */
	public static function render( string $name, string $element_id, ?int $post_id = null ): void {
		if ( null === self::asset( $name ) ) {
			wp_admin_notice(
				esc_html__( 'This screen is missing from the copy of SlotBridge on this site: plugin/build was not made. If you work from the source, run "npm run build" there; otherwise install SlotBridge again.', 'slotbridge' ),
				array(
					'type'               => 'error',
					'additional_classes' => array( 'inline' ),
				)
			);
			return;
		}
		printf(
			'<div id="%s"%s></div><noscript><p>%s</p></noscript>',
			esc_attr( $element_id ),
			null === $post_id ? '' : ' data-post="' . esc_attr( (string) $post_id ) . '"',
			esc_html__( 'This screen needs JavaScript.', 'slotbridge' )
		);
	}

	/** @return array<string, mixed> What the app reads from `window.slotbridge`. */
	private static function boot( ?int $post_id ): array {
		$boot = array(
			'restNamespace' => 'slotbridge/v1',
			'adminUrl'      => admin_url(),
			'version'       => SLOTBRIDGE_VERSION,
			'siteTimeZone'  => wp_timezone_string(),
			'capabilities'  => array(
				'manage'        => current_user_can( Capabilities::MANAGE ),
				'editCalendars' => current_user_can( Capabilities::EDIT ),
				'viewActivity'  => current_user_can( Capabilities::VIEW_ACTIVITY ),
			),
			'accessAlly'    => array(
				'active'  => Adapter::isActive(),
				'version' => Adapter::version(),
			),
			'calendarsUrl'  => admin_url( Menu::CALENDARS ),
			'pageUrl'       => MainPage::url(),
		);
		return null === $post_id ? $boot : $boot + array( 'postId' => $post_id );
	}

	/** @return array{dependencies: list<non-empty-string>, version: string}|null Null: the app was not built. */
	private static function asset( string $name ): ?array {
		$file = self::path( "$name.asset.php" );
		if ( ! is_file( $file ) || ! is_file( self::path( "$name.js" ) ) ) {
			return null;
		}
		$asset = require $file;
		if ( ! is_array( $asset ) || ! is_array( $asset['dependencies'] ?? null ) ) {
			return null;
		}
		return array(
			'dependencies' => array_values( array_filter( $asset['dependencies'], static fn ( mixed $handle ): bool => is_string( $handle ) && '' !== $handle ) ),
			'version'      => is_string( $asset['version'] ?? null ) ? $asset['version'] : SLOTBRIDGE_VERSION,
		);
	}

	private static function path( string $file ): string {
		return plugin_dir_path( SLOTBRIDGE_FILE ) . 'build/' . $file;
	}
}
