<?php
/**
 * The checks of fields that hold one value: time zone, colour, choices, minutes.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

final class SimpleChecks {

	/** An IANA time zone that this server knows; its letters' case is put right. */
	public static function time_zone( mixed $value, FieldFaults $faults ): string {
		$name  = is_string( $value ) ? trim( $value ) : '';
		$zones = \DateTimeZone::listIdentifiers( \DateTimeZone::ALL_WITH_BC );
		if ( in_array( $name, $zones, true ) ) {
			return $name;
		}
		foreach ( $zones as $zone ) {
			if ( 0 === strcasecmp( $zone, $name ) ) {
				return $zone;
			}
		}
		$faults->add(
			'timeZone',
			'' === $name
				? __( 'Choose a time zone.', 'slotbridge' )
				/* translators: %s: what was typed. */
				: sprintf( __( '"%s" is not a time zone. Choose one from the list, for example Europe/Berlin.', 'slotbridge' ), self::excerpt( $name ) )
		);
		return $name;
	}

	/** A colour as `#rrggbb`, in small letters; the short form `#rgb` is written out. */
	public static function color( mixed $value, FieldFaults $faults ): string {
		$color = is_string( $value ) ? strtolower( trim( $value ) ) : '';
		if ( 1 === preg_match( '/^#[0-9a-f]{6}$/D', $color ) ) {
			return $color;
		}
		if ( 1 === preg_match( '/^#([0-9a-f])([0-9a-f])([0-9a-f])$/D', $color, $found ) ) {
			return "#$found[1]$found[1]$found[2]$found[2]$found[3]$found[3]";
		}
		/* translators: %s: what was typed. */
		$faults->add( 'color', sprintf( __( '"%s" is not a colour. Write it as # and six digits from 0 to f, for example #039be5.', 'slotbridge' ), self::excerpt( $color ) ) );
		return $color;
	}

	/** @param list<string> $choices What is allowed. */
	public static function choice( mixed $value, array $choices, FieldFaults $faults, string $field ): string {
		if ( is_string( $value ) && in_array( $value, $choices, true ) ) {
			return $value;
		}
		/* translators: %s: list of allowed words. */
		$faults->add( $field, sprintf( __( 'Choose one of: %s.', 'slotbridge' ), implode( ', ', $choices ) ) );
		return '';
	}

	/** A whole number from `$least` to `$most`; a form's digits count as one. */
	public static function whole_number( mixed $value, int $least, int $most, FieldFaults $faults, string $field ): int {
		$number = is_string( $value ) && 1 === preg_match( '/^\s*\d{1,9}\s*$/D', $value ) ? (int) $value : $value;
		$number = is_float( $number ) && floor( $number ) === $number && abs( $number ) < 1e9 ? (int) $number : $number;
		if ( is_int( $number ) && $number >= $least && $number <= $most ) {
			return $number;
		}
		/* translators: 1: least number, 2: greatest number. */
		$faults->add( $field, sprintf( __( 'Enter a whole number from %1$s to %2$s.', 'slotbridge' ), number_format_i18n( $least ), number_format_i18n( $most ) ) );
		return 0;
	}

	/** What was typed, short enough to be quoted in a message. */
	public static function excerpt( string $text ): string {
		return mb_strlen( $text, 'UTF-8' ) > 40 ? mb_substr( $text, 0, 40, 'UTF-8' ) . '…' : $text;
	}
}
