<?php
/**
 * Prints lists, facts and sentences, and ends a command that failed with plain words.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Bridge\BridgeFailure;
use WP_CLI;
use WP_CLI\Formatter;

final class Output {

	/**
	 * @param array<array-key, mixed>             $options The command's options; `format` and `fields` are read.
	 * @param list<array<string, mixed>>          $rows    The list.
	 * @param non-empty-list<string>              $fields  Its columns.
	 */
	public static function rows( array $options, array $rows, array $fields ): void {
		( new Formatter( $options, $fields ) )->display_items( array_map( array( self::class, 'flat' ), $rows ) );
	}

	/**
	 * One thing, fact by fact.
	 *
	 * @param array<array-key, mixed> $options The command's options.
	 * @param array<string, mixed>    $facts   Value by name.
	 */
	public static function facts( array $options, array $facts ): void {
		( new Formatter( $options, array_keys( $facts ) ) )->display_item( self::flat( $facts ) );
	}

	/**
	 * A sentence for a person; programs that read another form get none between their data.
	 *
	 * @param array<array-key, mixed> $options The command's options.
	 */
	public static function say( array $options, string $words ): void {
		if ( 'table' === ( $options['format'] ?? 'table' ) ) {
			WP_CLI::log( $words );
		}
	}

	/**
	 * The same for what went well.
	 *
	 * @param array<array-key, mixed> $options The command's options.
	 */
	public static function success( array $options, string $words ): void {
		if ( 'table' === ( $options['format'] ?? 'table' ) ) {
			WP_CLI::success( $words );
		}
	}

	/**
	 * Runs what may fail at the bridge; then the command ends with the reason.
	 *
	 * @template T
	 * @param callable(): T $work The work.
	 * @return T
	 */
	public static function guarded( callable $work ): mixed {
		try {
			return $work();
		} catch ( BridgeFailure $failure ) {
			self::fail( $failure->getMessage() );
		}
	}

	/**
	 * Asks before something is overwritten. Without --yes and without somebody who answers, nothing is done.
	 *
	 * @param array<array-key, mixed> $options The command's options; `yes` is read.
	 */
	public static function confirm( array $options, string $question ): void {
		if ( true === ( $options['yes'] ?? false ) ) {
			return;
		}
		fwrite( STDERR, $question . ' [y/n] ' ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_read_fwrite -- A question on the command line; standard output may be a file.
		if ( 'y' !== strtolower( trim( (string) fgets( STDIN ) ) ) ) {
			self::fail( 'Nothing was changed.' );
		}
	}

	/** Ends the command with 1. */
	public static function fail( string $words ): never {
		WP_CLI::error( $words, false );
		WP_CLI::halt( 1 );
	}

	/**
	 * Text of an option; '' when it was not given.
	 *
	 * @param array<array-key, mixed> $options The command's options.
	 */
	public static function text( array $options, string $name ): string {
		$value = $options[ $name ] ?? '';
		return is_scalar( $value ) && ! is_bool( $value ) ? (string) $value : '';
	}

	/**
	 * A whole number of an option.
	 *
	 * @param array<array-key, mixed> $options The command's options.
	 */
	public static function number( array $options, string $name, int $usual, int $least, int $most ): int {
		$text = self::text( $options, $name );
		if ( '' === $text ) {
			return $usual;
		}
		if ( ! ctype_digit( $text ) || (int) $text < $least || (int) $text > $most ) {
			self::fail( "--$name is a whole number from $least to $most." );
		}
		return (int) $text;
	}

	/**
	 * @param array<string, mixed> $row Values of any kind.
	 * @return array<string, mixed> With null as '', and lists of texts as one line.
	 */
	private static function flat( array $row ): array {
		return array_map(
			static function ( mixed $value ): mixed {
				$is_list = is_array( $value ) && array_is_list( $value ) && array() === array_filter( $value, static fn ( mixed $one ): bool => ! is_scalar( $one ) );
				return $is_list ? implode( ', ', array_filter( $value, 'is_scalar' ) ) : ( null === $value ? '' : $value );
			},
			$row
		);
	}
}
