<?php
/**
 * A WordPress in a process of its own, in which the stand-in plays the AccessAlly that a test wants: PHP cannot take back a class in the test's own.
 *
 * What the code writes is rolled back at the end; what the test has written without committing it is not there.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use PHPUnit\Framework\Assert;

final class StandInProcess {

	/**
	 * Runs PHP code in WordPress, with SlotBridge and the stand-in active.
	 *
	 * @param array<string, string|list<string>> $mode What differs from the stand-in's defaults.
	 * @param string                             $code PHP without an opening tag; what it returns must be fit for JSON.
	 * @return mixed What the code returned.
	 */
	public static function run( array $mode, string $code ): mixed {
		$settings = array( '-d', 'error_reporting=-1', '-d', 'display_errors=stderr', '-d', 'log_errors=0', '-d', 'auto_prepend_file=' . dirname( __DIR__, 3 ) . '/vendor/autoload.php' );
		$command  = array_merge( array( PHP_BINARY ), $settings, array( dirname( __DIR__ ) . '/run-in-wordpress.php', __DIR__ . '/stand-in-process.php' ) );
		$pipes    = array();
		$process  = proc_open( $command, array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), array( 'pipe', 'w' ) ), $pipes, null, array( 'ACCESSALLY_STAND_IN_MODE' => (string) json_encode( (object) $mode ) ) + getenv() );
		Assert::assertIsResource( $process );
		fwrite( $pipes[0], $code );
		fclose( $pipes[0] );
		$output = (string) stream_get_contents( $pipes[1] );
		$errors = (string) preg_replace( '#^.*Deprecated: .* in \S+/wp-(?:includes|admin)/.*$#m', '', (string) stream_get_contents( $pipes[2] ) ); // WordPress's own affair.
		Assert::assertSame( 0, proc_close( $process ), "$output\n$errors" );
		Assert::assertSame( '', trim( $errors ), $output );
		return json_decode( $output, true, 512, JSON_THROW_ON_ERROR );
	}
}
