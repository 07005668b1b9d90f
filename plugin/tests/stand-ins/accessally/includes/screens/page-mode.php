<?php
/**
 * Which AccessAlly is played: named modes by a button each, and every setting alone.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInModePage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Which AccessAlly is played', 'Everything counts from the next page on. What each setting means is in the README of the stand-in.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		AccessAllyStandInHtml::heading( 'Named modes' );
		AccessAllyStandInHtml::form( array( 'play-preset' => 'Play' ), AccessAllyStandInHtml::select( 'preset', 'Mode', array_combine( array_keys( AccessAllyStandInPresets::ALL ), array_keys( AccessAllyStandInPresets::ALL ) ), self::current() ) );
		AccessAllyStandInHtml::heading( 'Each setting' );
		$fields = '<div class="settings">';
		foreach ( AccessAllyStandInMode::CHOICES as $name => $choices ) {
			$fields .= AccessAllyStandInHtml::select( $name, self::words( $name ), array_combine( $choices, $choices ), AccessAllyStandInMode::get( $name ) );
		}
		foreach ( AccessAllyStandInMode::LISTS as $name ) {
			$fields .= AccessAllyStandInHtml::area( $name, self::words( $name ) . ' (one a line)', implode( "\n", AccessAllyStandInMode::names( $name ) ) );
		}
		AccessAllyStandInHtml::form( array( 'set-mode' => 'Save' ), $fields . '</div>', array(), '' );
	}

	/** The named mode that is played; empty text: none of them exactly. */
	private static function current(): string {
		foreach ( AccessAllyStandInPresets::ALL as $name => $settings ) {
			$same = true;
			foreach ( AccessAllyStandInMode::all() as $setting => $value ) {
				$same = $same && ( $settings[ $setting ] ?? ( is_array( $value ) ? array() : AccessAllyStandInMode::CHOICES[ $setting ][0] ) ) === $value;
			}
			if ( $same ) {
				return (string) $name;
			}
		}
		return '';
	}

	private static function words( string $name ): string {
		return ucfirst( str_replace( '_', ' ', $name ) );
	}
}
