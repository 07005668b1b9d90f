<?php
/**
 * When each of AccessAlly's few hooks was last heard: the only way to know which of them this site's version really fires.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Heard {

	/** Unix time by hook. */
	public const OPTION = 'slotbridge_heard_hooks';

	/** Written at most this often for each hook, in seconds: a busy hook must not become a write on every page. */
	private const EVERY = 3600;

	/** The hooks of AccessAlly that SlotBridge listens to, and what each is good for. */
	public const HOOKS = array( 'accessally_update_user', 'accessally_offering_updated', 'accessally_clone_post' );

	/** Registers the listeners. */
	public static function register(): void {
		foreach ( self::HOOKS as $hook ) {
			add_action( $hook, static fn () => self::note( $hook ), 1, 0 );
		}
	}

	/** Notes that a hook fired just now. */
	public static function note( string $hook ): void {
		$heard = self::all();
		if ( time() - ( $heard[ $hook ] ?? 0 ) >= self::EVERY ) {
			$heard[ $hook ] = time();
			update_option( self::OPTION, $heard, false );
		}
	}

	/** @return array<string, int> Unix time by hook; a hook that was never heard is not in it. */
	public static function all(): array {
		$stored = get_option( self::OPTION, array() );
		$heard  = array();
		foreach ( is_array( $stored ) ? $stored : array() as $hook => $time ) {
			if ( is_int( $time ) ) {
				$heard[ (string) $hook ] = $time;
			}
		}
		return $heard;
	}
}
