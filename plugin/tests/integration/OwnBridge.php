<?php
/**
 * A real bridge with a HighLevel sandbox of its own, for tests that pair a site or look at everything a location has.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

use PHPUnit\Framework\Assert;

final class OwnBridge {

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes = array();

	private string $folder;

	/** @var array{bridgeUrl: string, code: string, highLevelUrl: string, token: string, locationId: string} */
	public readonly array $facts;

	public function __construct() {
		$root         = dirname( __DIR__, 3 );
		$this->folder = get_temp_dir() . 'slotbridge-own-' . bin2hex( random_bytes( 4 ) );
		$process      = proc_open( array( is_file( "$root/node_modules/.bin/node" ) ? "$root/node_modules/.bin/node" : 'node', "$root/e2e/stack/own-bridge.ts", $this->folder ), array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), array( 'file', 'php://stderr', 'w' ) ), $this->pipes, $root );
		Assert::assertIsResource( $process );
		$this->process = $process;
		$line          = (string) fgets( $this->pipes[1] );
		$facts         = json_decode( $line, true );
		Assert::assertIsArray( $facts, "The bridge did not start: $line" );
		$this->facts = $facts;
	}

	/** Ends both, and forgets what they stored. */
	public function stop(): void {
		fclose( $this->pipes[0] );
		stream_get_contents( $this->pipes[1] ); // Until they have ended.
		proc_close( $this->process );
		global $wp_filesystem;
		WP_Filesystem();
		$wp_filesystem->delete( $this->folder, true );
	}

	/**
	 * A call to the sandbox by the owner's other tools.
	 *
	 * @param array<string, mixed>|null $body JSON body.
	 * @return array<string, mixed>
	 */
	public function highlevel( string $method, string $path, ?array $body = null ): array {
		$answer = wp_remote_request(
			$this->facts['highLevelUrl'] . $path,
			array(
				'method'     => $method,
				'headers'    => array(
					'Authorization' => 'Bearer ' . $this->facts['token'],
					'Version'       => '2021-04-15',
					'Content-Type'  => 'application/json',
				),
				'user-agent' => 'owner',
				'body'       => null === $body ? '' : (string) wp_json_encode( $body ),
			)
		);
		Assert::assertSame( 2, (int) floor( (int) wp_remote_retrieve_response_code( $answer ) / 100 ), (string) wp_remote_retrieve_body( $answer ) );
		return (array) json_decode( wp_remote_retrieve_body( $answer ), true );
	}

	/** @return array<string, array<string, mixed>> The location's calendars, by name. */
	public function calendars(): array {
		return array_column( $this->highlevel( 'GET', '/calendars/?showDrafted=true&locationId=' . $this->facts['locationId'] )['calendars'], null, 'name' );
	}
}
