<?php
/**
 * What AccessAlly has no hook for — orders, subscriptions, custom operations — by the signs that owners give: a tag, one of ProgressAlly's Events, an operation.
 *
 * The owner says which sign means what. A sign that is a tag can be taken away again, so that the next payment shows too.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Signal array{source: 'tag'|'event'|'operation', id: string, type: string, operation: string, consume: bool}
 */
final class Signals {

	/** The owner's mapping: a list of source, id, type, and for tags `operation` and `consume`. */
	public const OPTION = 'slotbridge_signals';

	/** Tags to take away again at the next scheduled check: user and tag. Not at once, for the contact may rest in a CRM. */
	public const CONSUME = 'slotbridge_signals_consume';

	/** What a sign can stand for. */
	public const TYPES = array( 'operation.run', 'order.succeeded', 'order.failed', 'subscription.paid', 'subscription.failed', 'subscription.cancelled' );

	/**
	 * The mapping, without rows that make no sense.
	 *
	 * @return list<Signal>
	 */
	public static function all( mixed $stored = null ): array {
		$stored ??= get_option( self::OPTION, array() );
		$found    = array();
		foreach ( is_array( $stored ) ? $stored : array() as $row ) {
			$source = is_array( $row ) ? ( $row['source'] ?? null ) : null;
			$type   = is_array( $row ) ? ( $row['type'] ?? null ) : null;
			$id     = is_array( $row ) ? Calls::id( $row['id'] ?? null ) : '';
			if ( is_array( $row ) && ( 'tag' === $source || 'event' === $source || 'operation' === $source ) && is_string( $type ) && in_array( $type, self::TYPES, true ) && '' !== $id ) {
				$found[] = array(
					'source'    => $source,
					'id'        => $id,
					'type'      => $type,
					'operation' => Calls::id( $row['operation'] ?? null ),
					'consume'   => 'tag' === $source && true === ( $row['consume'] ?? false ),
				);
			}
		}
		return $found;
	}

	/**
	 * A user got tags.
	 *
	 * @param list<string> $tags Their ids.
	 */
	public static function after_tags( int $user_id, array $tags ): void {
		foreach ( array() === $tags ? array() : self::all() as $signal ) {
			if ( 'tag' === $signal['source'] && in_array( $signal['id'], $tags, true ) ) {
				self::fire( $signal, $user_id, array( 'tag' => Snapshots::item( $signal['id'], Names::tag( $signal['id'] ) ) ) );
				if ( $signal['consume'] ) {
					self::consume_later( $user_id, $signal['id'] );
				}
			}
		}
	}

	/** One of ProgressAlly's Events ran for a user; an owner can let a custom operation trigger it. */
	public static function after_event( int $user_id, int $event ): void {
		foreach ( self::all() as $signal ) {
			if ( 'event' === $signal['source'] && (string) $event === $signal['id'] && get_userdata( $user_id ) instanceof \WP_User ) {
				$names = Calls::list_of( 'ProgressAllyExternalInteractions', 'get_event_list' ) ?? array();
				self::fire( $signal, $user_id, array( 'event' => Snapshots::item( $signal['id'], Calls::text( $names[ $event ] ?? null ) ) ) );
			}
		}
	}

	/** SlotBridge itself ran a custom operation for a user. */
	public static function after_operation( int $user_id, string $operation ): void {
		$named = Snapshots::item( $operation, Operations::name( $operation ) );
		Fire::member( 'operation.run', $user_id, array(), array( 'operation' => $named ) );
		foreach ( self::all() as $signal ) {
			if ( 'operation' === $signal['source'] && $operation === $signal['id'] && 'operation.run' !== $signal['type'] ) {
				self::fire( $signal, $user_id, array( 'operation' => $named ) );
			}
		}
	}

	/** Takes away the tags that were only signs; from the scheduled check, by AccessAlly's own method. */
	public static function consume(): void {
		$option = new SharedOption( self::CONSUME );
		$rows   = $option->read() ?? array();
		if ( array() === $rows || ! $option->swap( array() ) ) {
			return;
		}
		foreach ( $rows as $row ) {
			$user = is_array( $row ) ? Calls::post_id( $row['user'] ?? null ) : 0;
			$tag  = is_array( $row ) ? Calls::id( $row['tag'] ?? null ) : '';
			if ( $user > 0 && '' !== $tag ) {
				Actions::remove_tag( $user, $tag );
			}
		}
	}

	/**
	 * @param Signal               $signal Which one.
	 * @param array<string, mixed> $sign   What said so.
	 */
	private static function fire( array $signal, int $user_id, array $sign ): void {
		$operation = '' === $signal['operation'] ? ( $sign['operation'] ?? null ) : Snapshots::item( $signal['operation'], Operations::name( $signal['operation'] ) );
		Fire::member( $signal['type'], $user_id, array(), array_filter( array( 'operation' => $operation ) ) + $sign );
	}

	private static function consume_later( int $user_id, string $tag ): void {
		$option = new SharedOption( self::CONSUME );
		$row    = array(
			'user' => $user_id,
			'tag'  => $tag,
		);
		for ( $try = 0; $try < 5; $try++ ) {
			if ( $option->swap( array_merge( $option->read() ?? array(), array( $row ) ) ) ) {
				return;
			}
		}
	}
}
