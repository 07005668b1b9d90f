<?php
/**
 * Calls into AccessAlly and ProgressAlly: each one guarded, so that a method that is missing or fails harms nobody.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Calls {

	/** Whether this static method is there to be called. */
	public static function can( string $class_name, string $method ): bool {
		return class_exists( $class_name, false ) && method_exists( $class_name, $method ) && is_callable( array( $class_name, $method ) );
	}

	/**
	 * Calls a static method.
	 *
	 * @param mixed ...$arguments What it is given.
	 * @return mixed Its answer; null: there is no such method, or it failed. The caller looks at the answer before it believes it.
	 */
	public static function answer( string $class_name, string $method, mixed ...$arguments ): mixed {
		$call = array( $class_name, $method );
		if ( ! self::can( $class_name, $method ) || ! is_callable( $call ) ) {
			return null;
		}
		try {
			return call_user_func( $call, ...$arguments );
		} catch ( \Throwable ) {
			return null; // Its failure must not become ours: what it would have told counts as unknown.
		}
	}

	/**
	 * Lets a static method do something.
	 *
	 * @param mixed ...$arguments What it is given.
	 * @return bool False: there is no such method, it threw, or it answered false or an error. Many of these methods answer nothing at all.
	 */
	public static function tried( string $class_name, string $method, mixed ...$arguments ): bool {
		$call = array( $class_name, $method );
		if ( ! self::can( $class_name, $method ) || ! is_callable( $call ) ) {
			return false;
		}
		try {
			$answer = call_user_func( $call, ...$arguments );
		} catch ( \Throwable ) {
			return false;
		}
		return false !== $answer && ! is_wp_error( $answer );
	}

	/**
	 * @param mixed ...$arguments What it is given.
	 * @return array<array-key, mixed>|null Null: no such method, it failed, or it gave something else.
	 */
	public static function list_of( string $class_name, string $method, mixed ...$arguments ): ?array {
		$answer = self::answer( $class_name, $method, ...$arguments );
		return is_array( $answer ) ? $answer : null;
	}

	/** The value of a public static property; null: there is no such class or property. */
	public static function property( string $class_name, string $property ): mixed {
		if ( ! class_exists( $class_name, false ) || ! property_exists( $class_name, $property ) ) {
			return null;
		}
		$found = new \ReflectionProperty( $class_name, $property );
		return $found->isPublic() && $found->isStatic() ? $found->getValue() : null;
	}

	/** A version that a class tells as its constant; null: it does not tell. */
	public static function version( string $class_name ): ?string {
		$version = defined( $class_name . '::VERSION' ) ? constant( $class_name . '::VERSION' ) : null;
		return is_string( $version ) && '' !== $version ? $version : null;
	}

	/** Text that a person can read, without markup; '' for what is no text. */
	public static function text( mixed $value ): string {
		return is_scalar( $value ) ? trim( wp_specialchars_decode( wp_strip_all_tags( (string) $value ), ENT_QUOTES ) ) : '';
	}

	/** A positive whole number as decimal text, as ids are kept; '' for anything else. AccessAlly gives them as numbers or as text. */
	public static function id( mixed $value ): string {
		$text = is_int( $value ) || is_string( $value ) ? trim( (string) $value ) : '';
		return 1 === preg_match( '/^0*([1-9]\d{0,18})$/D', $text, $found ) ? $found[1] : '';
	}

	/** The number of a post in what should be one; 0: it is none. */
	public static function post_id( mixed $value ): int {
		return (int) self::id( $value );
	}

	/**
	 * Ids, each once, sorted as numbers.
	 *
	 * @param array<array-key, mixed> $values Ids as they came.
	 * @return list<string>
	 */
	public static function ids( array $values ): array {
		$ids = array_values( array_unique( array_filter( array_map( array( self::class, 'id' ), array_values( $values ) ), static fn ( string $id ): bool => '' !== $id ) ) );
		usort( $ids, static fn ( string $a, string $b ): int => strlen( $a ) <=> strlen( $b ) ?: strcmp( $a, $b ) );
		return $ids;
	}
}
