<?php
/**
 * Since when each offering, module and page is protected: so that an owner's own edit is not taken for thousands of members who gained or lost access.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class AccessItems {

	/** Unix time by item; 0: it was there when SlotBridge first looked. */
	public const OPTION = 'slotbridge_protected_items';

	/** @var array<string, int>|null Once they were looked at. */
	private static ?array $known = null;

	/** Whether an item came (or was protected) at or after a time, as far as SlotBridge saw. */
	public static function came_after( string $facet, string $id, int $time ): bool {
		$since = self::all()[ self::key( $facet, $id ) ] ?? null;
		return null === $since || ( $since > 0 && $since >= $time );
	}

	/** Whether it is still there and protected: if not, nobody in particular lost it. */
	public static function is_there( string $facet, string $id ): bool {
		return isset( self::all()[ self::key( $facet, $id ) ] );
	}

	/** Looks anew next time. */
	public static function forget(): void {
		self::$known = null;
	}

	/**
	 * Every protected item of now. What is new gets the present time, what is gone is forgotten.
	 *
	 * @return array<string, int>
	 */
	public static function all(): array {
		if ( null !== self::$known ) {
			return self::$known;
		}
		$stored = get_option( self::OPTION );
		$times  = array();
		foreach ( self::present() as $key ) {
			$times[ $key ] = is_array( $stored ) ? ( is_int( $stored[ $key ] ?? null ) ? $stored[ $key ] : time() ) : 0;
		}
		if ( $times !== $stored ) {
			update_option( self::OPTION, $times, false );
		}
		self::$known = $times;
		return $times;
	}

	/** @return list<string> */
	private static function present(): array {
		$keys = array();
		foreach ( Offerings::all() ?? array() as $offering ) {
			foreach ( $offering['pages'] as $page ) {
				if ( $page['post'] > 0 && Reading::is_protected( $page['post'] ) ) {
					$keys[] = self::key( 'offering', $offering['key'] );
					$keys[] = '' === $page['module'] ? '' : self::key( 'module', MemberState::module_id( $offering['key'], $page['module'] ) );
				}
			}
		}
		foreach ( MemberState::protected_pages() as $post ) {
			$keys[] = self::key( 'page', (string) $post );
		}
		return array_values( array_unique( array_filter( $keys ) ) );
	}

	private static function key( string $facet, string $id ): string {
		return "$facet:$id";
	}
}
