<?php
/**
 * The door through which everything that happened goes out: nothing passes that the owner has not switched on.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Triggers;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\TriggerTypes;
use SlotBridge\Plugin;

final class Triggers {

	/** The list of types that are on. Not autoloaded: it is asked for only when something happened. */
	public const OPTION = 'slotbridge_triggers';

	/** Bytes of JSON that the bridge takes as an event's detail. */
	private const MAX_DETAIL = 98304;

	/** The bridge takes no deeper nesting; with room for the envelope around it. */
	private const MAX_DEPTH = 16;

	/**
	 * Tells that something happened. Nothing leaves the site unless the owner has switched this trigger on.
	 *
	 * While the site is not paired nothing is written down either. A calendar that was saved meanwhile is still there afterwards and
	 * HighLevel wants it as it is then; that somebody logged in last month is stale, and personal data that nobody may ever fetch.
	 *
	 * @param string               $type    One of Catalogue\TriggerTypes.
	 * @param string               $subject E.g. `member/12`; its kind and number are those of the entity.
	 * @param array<string, mixed> $entity  The full snapshot.
	 * @param list<string>         $changed Names of the snapshot's fields that changed.
	 * @param array<string, mixed> $detail  What exactly happened.
	 * @return bool Whether it was written down, and so will be told.
	 */
	public static function fire( string $type, string $subject, array $entity, array $changed, array $detail ): bool {
		/**
		 * Something happened, whether or not it is told to the bridge.
		 *
		 * @param string               $type    Event type.
		 * @param string               $subject E.g. `member/12`.
		 * @param array<string, mixed> $entity  The full snapshot.
		 * @param list<string>         $changed Names of the fields that changed.
		 * @param array<string, mixed> $detail  What exactly happened.
		 */
		do_action( 'slotbridge_trigger', $type, $subject, $entity, $changed, $detail );
		if ( ! self::tells( $type ) ) {
			return false;
		}
		$trigger = TriggerTypes::find( $type );
		$known   = null !== $trigger && 1 === preg_match( '#^' . $trigger->entity . '/([1-9]\d{0,17})$#D', $subject, $found );
		if ( ! $known ) {
			_doing_it_wrong( __METHOD__, esc_html( "$type is not told about $subject." ), '0.2.0' );
			return false;
		}
		return Plugin::outbox()->note( $type, $subject, Snapshots::clean( $trigger->entity, array( 'id' => (int) ( $found[1] ?? 0 ) ) + $entity ), $changed, self::fitting( $detail ) );
	}

	/** Whether something of this type would be told now: the owner wants it, and there is somebody to tell. */
	public static function tells( string $type ): bool {
		return self::is_on( $type ) && null !== ( new Pairing() )->current();
	}

	/** Whether the owner has switched this trigger on. */
	public static function is_on( string $type ): bool {
		return in_array( $type, self::on(), true );
	}

	/** @return list<string> The types that are on. */
	public static function on(): array {
		$stored = get_option( self::OPTION, array() );
		return is_array( $stored ) ? array_values( array_filter( $stored, 'is_string' ) ) : array();
	}

	/**
	 * Switches triggers on and off; what is not named stays as it is.
	 *
	 * @param array<string, bool> $changes By type; each is one of Catalogue\TriggerTypes.
	 */
	public static function change( array $changes ): void {
		$old = self::on();
		$new = array_values( array_filter( array_keys( TriggerTypes::all() ), static fn ( string $type ): bool => $changes[ $type ] ?? in_array( $type, $old, true ) ) );
		if ( $new === $old ) {
			return;
		}
		update_option( self::OPTION, $new, false );
		do_action( 'slotbridge_audit', 'triggers', self::in_words( $old ), self::in_words( $new ), array() );
	}

	/**
	 * @param list<string> $types Types that are on.
	 * @return array<string, bool> Name of each trigger => whether it is on; as the log of changes shows it.
	 */
	private static function in_words( array $types ): array {
		$words = array();
		foreach ( TriggerTypes::all() as $type => $trigger ) {
			$words[ $trigger->name ] = in_array( $type, $types, true );
		}
		return $words;
	}

	/**
	 * What the bridge would not take as it is, is left out and said to be: the event itself must not be lost with it.
	 *
	 * @param array<string, mixed> $detail What exactly happened.
	 * @return array<string, mixed>
	 */
	private static function fitting( array $detail ): array {
		$json = wp_json_encode( (object) $detail, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PARTIAL_OUTPUT_ON_ERROR, self::MAX_DEPTH );
		$fits = is_string( $json ) && JSON_ERROR_DEPTH !== json_last_error() && strlen( $json ) <= self::MAX_DETAIL;
		return $fits ? $detail : array( 'omitted' => 'It was larger than 96 KiB or nested too deeply.' );
	}
}
