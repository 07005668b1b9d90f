<?php
/**
 * Sees AccessAlly copying a page, as it does when it makes an offering from a template. Only its own hook tells of it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class CloneWatch {

	/** @var array<int, int> Sources by copy: told at the end of the request, when the copy is complete. */
	private static array $copies = array();

	/** Registers the hooks. */
	public static function register(): void {
		add_action( 'accessally_clone_post', array( self::class, 'after' ), 10, 2 );
	}

	public static function after( mixed $source = null, mixed $target = null ): void {
		$copy = Calls::post_id( $target );
		if ( $copy > 0 ) {
			self::$copies[ $copy ] = Calls::post_id( $source );
		}
	}

	/** Tells of each copy once, however often the hook fired. */
	public static function tell(): void {
		$copies       = self::$copies;
		self::$copies = array();
		foreach ( $copies as $copy => $source ) {
			$post = get_post( $copy );
			if ( $post instanceof \WP_Post ) {
				$from = get_post( $source );
				Fire::about(
					'page.cloned',
					"page/$copy",
					static fn (): array => Snapshots::page( $post ),
					array( 'id' ),
					array(
						'source' => $from instanceof \WP_Post ? array( 'id' => $source, 'title' => Calls::text( $from->post_title ) ) : null,
					)
				);
			}
		}
	}
}
