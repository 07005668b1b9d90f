<?php
/**
 * Loads the panel "Who sees this block" into the block editor.
 *
 * Everybody who edits gets it: an editor that does not know the attribute would drop it on saving, and show the block to all.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\Admin\BuiltApp;

final class BlockEditor {

	public const APP = 'block-visibility';

	/** Registers the hook. */
	public static function register(): void {
		add_action( 'enqueue_block_editor_assets', array( self::class, 'enqueue' ) );
		add_filter( 'rest_request_before_callbacks', array( self::class, 'show_in_editor' ), 10, 3 );
	}

	/** Hooked to `enqueue_block_editor_assets`. */
	public static function enqueue(): void {
		BuiltApp::enqueue( self::APP );
	}

	/**
	 * A block that the server draws for the editor is shown there whoever it is for. The route lets in only those who may edit.
	 *
	 * @param mixed                                  $response Passed on.
	 * @param mixed                                  $handler  Not used.
	 * @param \WP_REST_Request<array<string, mixed>> $request  The request.
	 */
	public static function show_in_editor( mixed $response, mixed $handler, \WP_REST_Request $request ): mixed {
		$attributes = $request->get_param( 'attributes' );
		if ( str_starts_with( $request->get_route(), '/wp/v2/block-renderer/' ) && is_array( $attributes ) ) {
			unset( $attributes[ BlockVisibility::ATTRIBUTE ] );
			$request->set_param( 'attributes', $attributes );
		}
		return $response;
	}
}
