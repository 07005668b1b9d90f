<?php
/**
 * `wp slotbridge test`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Bridge\BridgeClient;

final class TestCommand {

	/** Seconds: the bridge asks HighLevel while we wait. */
	private const TIMEOUT = 60;

	public function __construct( private readonly BridgeClient $client ) {}

	/**
	 * Tests the HighLevel connections of this site, all the way through the bridge.
	 *
	 * Ends with 1 when there is no connection, or one of them is not good.
	 *
	 * ## OPTIONS
	 *
	 * [<connection>]
	 * : Only this one, by its id, label or HighLevel location id.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp slotbridge test
	 *
	 * @param list<string>         $arguments Maybe a connection.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$rows = Output::guarded( fn (): array => $this->test_all( $arguments[0] ?? '' ) );
		if ( array() === $rows ) {
			Output::fail( isset( $arguments[0] ) ? 'This site has no such connection.' : 'No HighLevel location is connected yet. Go to SlotBridge → Connect.' );
		}
		Output::rows( $options, $rows, array( 'connection', 'location', 'status', 'ok', 'problems', 'scopesMissing', 'id' ) );
		if ( array() !== array_filter( $rows, static fn ( array $row ): bool => 'yes' !== $row['ok'] ) ) {
			\WP_CLI::halt( 1 );
		}
		Output::success( $options, 'The bridge and HighLevel answer.' );
	}

	/** @return list<array<string, mixed>> */
	private function test_all( string $wanted ): array {
		$found = $this->client->call( 'GET', '/v1/connections' )->data()['connections'] ?? null;
		$rows  = array();
		foreach ( is_array( $found ) ? $found : array() as $connection ) {
			$id = is_array( $connection ) && is_string( $connection['id'] ?? null ) ? $connection['id'] : '';
			if ( '' === $id || ( '' !== $wanted && ! in_array( $wanted, array( $id, $connection['label'] ?? null, $connection['locationId'] ?? null ), true ) ) ) {
				continue;
			}
			$test     = $this->client->call( 'POST', "/v1/connections/$id/test", array(), '{}', self::TIMEOUT )->data();
			$problems = is_array( $test['problems'] ?? null ) ? array_column( $test['problems'], 'detail' ) : array();
			$rows[]   = array(
				'connection'    => $connection['label'] ?? '',
				'location'      => $connection['locationName'] ?? $connection['locationId'] ?? '',
				'status'        => $connection['status'] ?? '',
				'ok'            => true === ( $test['ok'] ?? false ) ? 'yes' : 'no',
				'problems'      => $problems,
				'scopesMissing' => $connection['scopesMissing'] ?? array(),
				'id'            => $id,
			);
		}
		return $rows;
	}
}
