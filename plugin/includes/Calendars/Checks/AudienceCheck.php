<?php
/**
 * Audience: the AccessAlly tags, Teams, offerings, groups or the WordPress roles whose members may see something.
 *
 * Whether a tag or a Team still exists is not asked here: AccessAlly can be switched off for an hour, and a rule must survive that.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

final class AudienceCheck {

	public const KINDS   = array( 'tag', 'team', 'offering', 'role', 'communityGroup' );
	public const MATCHES = array( 'any', 'all', 'none' );

	private const FIELD = 'audience';
	private const MOST  = 100;

	/**
	 * @return array{match: string, rules: list<array{kind: string, id: string, name: string, as?: string}>}|null Null: everybody.
	 */
	public static function check( mixed $value, FieldFaults $faults ): ?array {
		if ( null === $value || '' === $value || array() === $value ) {
			return null;
		}
		$rules = is_array( $value ) ? ( $value['rules'] ?? array() ) : null;
		if ( ! is_array( $value ) || ! is_array( $rules ) || ! array_is_list( $rules ) || array() !== array_diff( array_keys( $value ), array( 'match', 'rules' ) ) ) {
			$faults->add( self::FIELD, __( 'An audience needs a match and a list of rules, and nothing else.', 'slotbridge' ) );
			return null;
		}
		if ( array() === $rules ) {
			return null; // Nobody is named, so nobody is kept out.
		}
		if ( count( $rules ) > self::MOST ) {
			/* translators: %d: greatest number of rules. */
			$faults->add( self::FIELD . '/rules', sprintf( __( 'An audience can have at most %d rules.', 'slotbridge' ), self::MOST ) );
			return null;
		}
		return array(
			'match' => SimpleChecks::choice( $value['match'] ?? 'any', self::MATCHES, $faults, self::FIELD . '/match' ),
			'rules' => self::rules( $rules, $faults ),
		);
	}

	/**
	 * @param list<mixed> $rules As given.
	 * @return list<array{kind: string, id: string, name: string, as?: string}>
	 */
	private static function rules( array $rules, FieldFaults $faults ): array {
		$checked = array();
		$seen    = array();
		foreach ( $rules as $index => $rule ) {
			$path = self::FIELD . '/rules/' . $index;
			$rule = self::rule( $rule, $path, $faults );
			$mark = $rule['kind'] . ' ' . $rule['id'] . ' ' . ( $rule['as'] ?? '' );
			if ( isset( $seen[ $mark ] ) ) {
				$faults->add( $path, __( 'This rule is in the list twice.', 'slotbridge' ) );
			}
			$seen[ $mark ] = true;
			$checked[]     = $rule;
		}
		return $checked;
	}

	/** @return array{kind: string, id: string, name: string, as?: string} */
	private static function rule( mixed $rule, string $path, FieldFaults $faults ): array {
		if ( ! is_array( $rule ) || array() !== array_diff( array_keys( $rule ), array( 'kind', 'id', 'name', 'as' ) ) ) {
			$faults->add( $path, __( 'Each rule needs a kind and an id.', 'slotbridge' ) );
			$rule = array();
		}
		$id = $rule['id'] ?? '';
		$id = is_string( $id ) || is_int( $id ) ? trim( (string) $id ) : '';
		if ( '' === $id || mb_strlen( $id, 'UTF-8' ) > 200 || 1 !== preg_match( '/^[^\x00-\x1f\x7f]+$/u', $id ) ) {
			$faults->add( $path . '/id', __( 'Choose what this rule is about.', 'slotbridge' ) );
		}
		$name    = TextCheck::name( '' === ( $rule['name'] ?? '' ) ? $id : $rule['name'], $faults, $path . '/name' );
		$checked = array(
			'kind' => SimpleChecks::choice( $rule['kind'] ?? null, self::KINDS, $faults, $path . '/kind' ),
			'id'   => $id,
			'name' => $name,
		);
		if ( isset( $rule['as'] ) ) {
			$checked['as'] = SimpleChecks::choice( $rule['as'], array( 'member', 'leader' ), $faults, $path . '/as' );
			if ( 'team' !== $checked['kind'] ) {
				$faults->add( $path . '/as', __( 'Only a Team has members and leaders.', 'slotbridge' ) );
			}
		}
		return $checked;
	}
}
