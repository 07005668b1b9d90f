<?php
/**
 * Texts: names (one line) and descriptions (many lines). They are kept exactly as typed, or refused; never changed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

final class TextCheck {

	/** Longest name, in characters, and longest description. */
	public const NAME_LENGTH        = 200;
	public const DESCRIPTION_LENGTH = 5000;

	/** A name: one line that is not empty. Only blanks around it are dropped, as WordPress itself does with titles. */
	public static function name( mixed $value, FieldFaults $faults, string $field = 'name' ): string {
		$text = self::text( $value, self::NAME_LENGTH, $faults, $field );
		if ( '' === $text ) {
			$faults->add( $field, __( 'Give it a name.', 'slotbridge' ) );
		} elseif ( 1 === preg_match( '/[\x00-\x1f\x7f]|\x{2028}|\x{2029}/u', $text ) ) {
			$faults->add( $field, __( 'The name has to be one line, without tabs or other control characters.', 'slotbridge' ) );
		}
		return $text;
	}

	/** A description: any text with line breaks and tabs; may be empty. */
	public static function description( mixed $value, FieldFaults $faults, string $field = 'description' ): string {
		$text = self::text( $value, self::DESCRIPTION_LENGTH, $faults, $field );
		$text = str_replace( array( "\r\n", "\r" ), "\n", $text );
		if ( 1 === preg_match( '/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/', $text ) ) {
			$faults->add( $field, __( 'The description holds control characters that cannot be stored.', 'slotbridge' ) );
		}
		return $text;
	}

	private static function text( mixed $value, int $length, FieldFaults $faults, string $field ): string {
		if ( null === $value ) {
			return '';
		}
		if ( ! is_string( $value ) && ! is_int( $value ) ) {
			$faults->add( $field, __( 'This has to be text.', 'slotbridge' ) );
			return '';
		}
		$text = trim( (string) $value );
		if ( 1 !== preg_match( '//u', $text ) ) {
			$faults->add( $field, __( 'This text is not valid UTF-8.', 'slotbridge' ) );
			return '';
		}
		$count = mb_strlen( $text, 'UTF-8' );
		if ( $count > $length ) {
			/* translators: 1: how many characters were given, 2: how many are allowed. */
			$faults->add( $field, sprintf( __( 'This is too long: %1$s characters, at most %2$s fit.', 'slotbridge' ), number_format_i18n( $count ), number_format_i18n( $length ) ) );
		}
		return $text;
	}
}
