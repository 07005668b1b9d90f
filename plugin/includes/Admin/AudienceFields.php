<?php
/**
 * The part of a form in which an owner says who may see something: plain checkboxes and one choice, usable without a mouse and without JavaScript.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Access\CommunityGroups;
use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Calendars\Checks\AudienceCheck;
use SlotBridge\Calendars\Checks\FieldFaults;
use SlotBridge\Catalogue\Choices;

final class AudienceFields {

	private const NAME = 'slotbridge_audience';

	/** @param mixed $audience Of a snapshot. */
	public static function render( mixed $audience ): void {
		$chosen  = self::chosen( $audience );
		$choices = self::choices( $chosen );
		$match   = is_array( $audience ) ? ( $audience['match'] ?? 'any' ) : 'any';
		echo '<p><label for="slotbridge-audience-match">' . esc_html__( 'Shown to people who have', 'slotbridge' ) . '</label> <select id="slotbridge-audience-match" name="' . esc_attr( self::NAME ) . '[match]">';
		foreach ( self::matches() as $value => $label ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $match, $value, false ), esc_html( $label ) );
		}
		echo '</select></p>';
		foreach ( $choices as $title => $options ) {
			echo '<fieldset class="slotbridge-choices"><legend>' . esc_html( $title ) . '</legend><ul>';
			foreach ( $options as $value => $name ) {
				printf( '<li><label><input type="checkbox" name="%s[rules][]" value="%s"%s> %s</label></li>', esc_attr( self::NAME ), esc_attr( (string) $value ), checked( isset( $chosen[ $value ] ), true, false ), esc_html( $name ) );
			}
			echo '</ul></fieldset>';
		}
		echo '<p class="description">' . esc_html__( 'With nothing chosen, everybody sees it.', 'slotbridge' ) . '</p>';
	}

	/**
	 * Reads what render() sent.
	 *
	 * @param mixed $posted What came in under this form's name, unslashed.
	 * @param mixed $stored The audience so far: names of what AccessAlly no longer has are taken from it.
	 * @return array<string, mixed>|null Null: everybody.
	 */
	public static function read( mixed $posted, mixed $stored ): ?array {
		$posted = is_array( $posted ) ? $posted : array();
		$known  = array_merge( ...array_values( self::choices( self::chosen( $stored ) ) ), ...array( array() ) );
		$rules  = array();
		foreach ( is_array( $posted['rules'] ?? null ) ? $posted['rules'] : array() as $value ) {
			if ( ! is_string( $value ) || ! isset( $known[ $value ] ) ) {
				continue;
			}
			[ $kind, $part, $id ] = explode( '|', $value, 3 ) + array( '', '', '' );

			$rules[] = array_filter(
				array(
					'kind' => $kind,
					'id'   => $id,
					'name' => self::plain_name( $kind, $id, self::chosen( $stored )[ $value ] ?? $known[ $value ] ),
					'as'   => $part,
				),
				static fn ( string $text ): bool => '' !== $text
			);
		}
		$faults   = new FieldFaults();
		$audience = AudienceCheck::check(
			array(
				'match' => $posted['match'] ?? 'any',
				'rules' => $rules,
			),
			$faults
		);
		return $faults->any() ? ( is_array( $stored ) ? self::string_keys( $stored ) : null ) : $audience;
	}

	/**
	 * What can be chosen, by kind; what was chosen before and is no longer there is offered too, so that it is not lost unseen.
	 *
	 * @param array<string, string> $chosen Of chosen().
	 * @return array<string, array<string, string>> Title of the kind => value => label.
	 */
	private static function choices( array $chosen ): array {
		$choices = array(
			__( 'Tags', 'slotbridge' )      => self::options( 'tag', Adapter::tags() ),
			__( 'Offerings', 'slotbridge' ) => self::options( 'offering', Adapter::offerings() ),
			__( 'Teams', 'slotbridge' )     => self::teams(),
			__( 'Community groups', 'slotbridge' ) => self::options( 'communityGroup', CommunityGroups::all() ),
			__( 'Roles', 'slotbridge' )     => self::options( 'role', Choices::roles() ),
		);
		$gone    = $chosen;
		foreach ( $choices as $options ) {
			$gone = array_diff_key( $gone, $options );
		}
		foreach ( $gone as $value => $name ) {
			/* translators: %s: name of a tag, Team or offering. */
			$choices[ __( 'Not found in AccessAlly now', 'slotbridge' ) ][ $value ] = sprintf( __( '%s (not found)', 'slotbridge' ), $name );
		}
		return array_filter( $choices );
	}

	/** @return array<string, string> Value => label: the whole Team, its members, its leaders. */
	private static function teams(): array {
		$options = array();
		foreach ( Adapter::teams() as $team ) {
			foreach ( array( '', 'member', 'leader' ) as $part ) {
				$options[ "team|$part|{$team['id']}" ] = AudienceWords::with_part( $team['name'], $part );
			}
		}
		return $options;
	}

	/**
	 * @param list<array{id: string, name: string}> $items What there is.
	 * @return array<string, string> Value => label.
	 */
	private static function options( string $kind, array $items ): array {
		$options = array();
		foreach ( $items as $item ) {
			$options[ "$kind||{$item['id']}" ] = $item['name'];
		}
		return $options;
	}

	/** @return array<string, string> Value => name of the rules that are chosen. */
	private static function chosen( mixed $audience ): array {
		$chosen = array();
		$rules  = is_array( $audience ) && is_array( $audience['rules'] ?? null ) ? $audience['rules'] : array();
		foreach ( $rules as $rule ) {
			if ( is_array( $rule ) && is_string( $rule['kind'] ?? null ) && is_string( $rule['id'] ?? null ) ) {
				$part = is_string( $rule['as'] ?? null ) ? $rule['as'] : '';
				$name = is_string( $rule['name'] ?? null ) ? $rule['name'] : $rule['id'];

				$chosen[ "{$rule['kind']}|$part|{$rule['id']}" ] = $name;
			}
		}
		return $chosen;
	}

	/** The name without "(members)" or "(leaders)". */
	private static function plain_name( string $kind, string $id, string $label ): string {
		foreach ( 'team' === $kind ? Adapter::teams() : array() as $team ) {
			if ( $team['id'] === $id ) {
				return $team['name'];
			}
		}
		return $label;
	}

	/** @return array<string, string> */
	private static function matches(): array {
		return array(
			'any'  => __( 'at least one of these', 'slotbridge' ),
			'all'  => __( 'all of these', 'slotbridge' ),
			'none' => __( 'none of these', 'slotbridge' ),
		);
	}

	/**
	 * @param array<array-key, mixed> $value Anything.
	 * @return array<string, mixed>
	 */
	private static function string_keys( array $value ): array {
		$out = array();
		foreach ( $value as $key => $item ) {
			$out[ (string) $key ] = $item;
		}
		return $out;
	}
}
