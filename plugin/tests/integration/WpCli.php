<?php
/**
 * Runs the real WP-CLI on the real site, in a process of its own.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

use PHPUnit\Framework\Assert;

final class WpCli {

	/**
	 * @param list<string> $arguments What follows `wp`.
	 * @param string       $input     Standard input.
	 * @return array{code: int, out: string, err: string}
	 */
	public static function run( array $arguments, string $input = '' ): array {
		$boot    = dirname( __DIR__, 2 ) . '/vendor/wp-cli/wp-cli/php/boot-fs.php';
		$command = array_merge( array( PHP_BINARY, '-d', 'error_reporting=22527', $boot, '--allow-root', '--no-color', '--path=' . getenv( 'WP_SITE' ) ), $arguments );
		$pipes   = array();
		$home    = array( 'HOME' => get_temp_dir(), 'WP_CLI_CACHE_DIR' => get_temp_dir() . 'slotbridge-wp-cli' ) + getenv();
		$process = proc_open( $command, array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), array( 'pipe', 'w' ) ), $pipes, get_temp_dir(), $home );
		Assert::assertIsResource( $process );
		fwrite( $pipes[0], $input );
		fclose( $pipes[0] );
		$out  = (string) stream_get_contents( $pipes[1] );
		$err  = (string) stream_get_contents( $pipes[2] );
		$code = proc_close( $process );
		return array(
			'code' => $code,
			'out'  => self::without_deprecations( $out ),
			'err'  => self::without_deprecations( $err ),
		);
	}

	/** The same, for a command that has to go well and print JSON. */
	public static function json( string ...$arguments ): mixed {
		$result = self::run( array_merge( $arguments, array( '--format=json' ) ) );
		Assert::assertSame( 0, $result['code'], implode( ' ', $arguments ) . ": $result[out] $result[err]" );
		return json_decode( $result['out'], true, 512, JSON_THROW_ON_ERROR );
	}

	/** What the libraries of WP-CLI do not yet know of PHP is their own affair. */
	private static function without_deprecations( string $text ): string {
		return (string) preg_replace( '#^\R?(?:PHP )?Deprecated: .* in \S+/vendor/\S+ on line \d+\R?#m', '', $text );
	}
}
