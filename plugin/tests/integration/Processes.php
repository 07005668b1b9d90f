<?php
/**
 * Starts real PHP and Node processes from a test.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

use PHPUnit\Framework\Assert;

final class Processes {

	/**
	 * Runs one file of processes/ inside WordPress, as often as asked, all at the same time.
	 *
	 * @return list<array{output: string, signal: int}> What each printed, and the signal that ended it (0: none).
	 */
	public static function php( string $file, int $times = 1 ): array {
		$loader   = array( PHP_BINARY, '-d', 'error_reporting=-1', '-d', 'display_errors=stderr', '-d', 'auto_prepend_file=' . dirname( __DIR__, 2 ) . '/vendor/autoload.php', __DIR__ . '/run-in-wordpress.php', __DIR__ . "/processes/$file.php" );
		$running  = array();
		$finished = array();
		for ( $i = 0; $i < $times; $i++ ) {
			$running[] = self::start( $loader );
		}
		foreach ( $running as $process ) {
			$finished[] = self::finish( $process );
		}
		return $finished;
	}

	/** Runs a piece of JavaScript (an ES module) in the repository, and gives back what it printed. */
	public static function node( string $script, string ...$arguments ): string {
		$process = self::start( array_merge( array( self::node_binary(), '--input-type=module', '-e', $script ), $arguments ), dirname( __DIR__, 3 ) );
		return self::finish( $process )['output'];
	}

	/**
	 * One step of processes/other-site.php.
	 *
	 * @return mixed What it told.
	 */
	public static function other_site( string $step, bool $network ): mixed {
		$environment = getenv() + array();
		foreach ( array( 'DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_HOST' ) as $name ) {
			$environment[ $name ] = (string) constant( $name );
		}
		$environment['OTHER_NETWORK'] = $network ? '1' : '0';
		$command                      = array( PHP_BINARY, '-d', 'error_reporting=-1', '-d', 'display_errors=stderr', '-d', 'log_errors=0', __DIR__ . '/processes/other-site.php', $step );
		$output                       = trim( self::finish( self::start( $command, null, $environment ) )['output'] );
		$lines                        = explode( "\n", $output );
		Assert::assertCount( 1, $lines, "$step said more than its answer: $output" );
		return json_decode( $lines[0], true, 512, JSON_THROW_ON_ERROR );
	}

	private static function node_binary(): string {
		$own = dirname( __DIR__, 3 ) . '/node_modules/.bin/node';
		return is_file( $own ) ? $own : 'node';
	}

	/**
	 * @param list<string>               $command     Program and arguments.
	 * @param array<string, string>|null $environment Null: that of this process.
	 * @return array{resource, array<int, resource>}
	 */
	private static function start( array $command, ?string $folder = null, ?array $environment = null ): array {
		$pipes   = array();
		$process = proc_open( $command, array( 1 => array( 'pipe', 'w' ), 2 => array( 'pipe', 'w' ) ), $pipes, $folder, $environment );
		Assert::assertIsResource( $process, implode( ' ', $command ) );
		return array( $process, $pipes );
	}

	/**
	 * @param array{resource, array<int, resource>} $process A started one.
	 * @return array{output: string, signal: int}
	 */
	private static function finish( array $process ): array {
		[ $handle, $pipes ] = $process;
		$output             = (string) stream_get_contents( $pipes[1] );
		$errors             = (string) stream_get_contents( $pipes[2] );
		$errors             = trim( (string) preg_replace( '#^.*Deprecated: .* in \S+/wp-(?:includes|admin)/.*$#m', '', $errors ) ); // WordPress's own affair.
		do {
			$status = proc_get_status( $handle );
			usleep( $status['running'] ? 5000 : 0 );
		} while ( $status['running'] );
		proc_close( $handle );
		Assert::assertTrue( $status['signaled'] || 0 === $status['exitcode'], "$output\n$errors" );
		Assert::assertSame( '', $errors );
		return array(
			'output' => $output,
			'signal' => $status['signaled'] ? $status['termsig'] : 0,
		);
	}
}
