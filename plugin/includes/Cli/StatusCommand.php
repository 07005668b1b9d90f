<?php
/**
 * `wp slotbridge status`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Rest\StatusController;

final class StatusCommand {

	public function __construct( private readonly StatusController $status ) {}

	/**
	 * Shows how this site stands with its bridge and with HighLevel.
	 *
	 * Ends with 1 when the site is not paired or its bridge does not answer.
	 *
	 * ## OPTIONS
	 *
	 * [--field=<name>]
	 * : Print only this one, without its name.
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
	 *     $ wp slotbridge status
	 *
	 *     # How many changes still wait on this site?
	 *     $ wp slotbridge status --field=waiting
	 *
	 * @param list<string>         $arguments None.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$status  = $this->status->status();
		$pairing = self::part( $status, 'pairing' );
		$bridge  = self::part( $status, 'bridge' );
		$outbox  = self::part( $status, 'outbox' );
		$error   = self::part( $bridge, 'error' );
		$answers = true === ( $bridge['reachable'] ?? false ) && array() === $error;
		Output::facts(
			$options,
			array(
				'paired'         => true === ( $pairing['paired'] ?? false ) ? 'yes' : 'no',
				'bridge'         => $pairing['bridgeUrl'] ?? null,
				'siteId'         => $pairing['siteId'] ?? null,
				'bridgeAnswers'  => $answers ? 'yes' : 'no',
				'bridgeVersion'  => $bridge['version'] ?? null,
				'problem'        => $error['message'] ?? null,
				'connections'    => self::connections( $status['connections'] ?? null ),
				'waiting'        => $outbox['pending'] ?? null,
				'refused'        => $outbox['refused'] ?? null,
				'oldestWaiting'  => $outbox['oldestPendingAt'] ?? null,
				'lastSent'       => $outbox['lastSentAt'] ?? null,
				'lastError'      => $outbox['lastError'] ?? null,
				'plugin'         => SLOTBRIDGE_VERSION,
				'wordpress'      => get_bloginfo( 'version' ),
				'php'            => PHP_VERSION,
			)
		);
		if ( ! $answers ) {
			\WP_CLI::halt( 1 );
		}
	}

	/**
	 * @param array<array-key, mixed> $whole Of the status.
	 * @return array<array-key, mixed>
	 */
	private static function part( array $whole, string $name ): array {
		$part = $whole[ $name ] ?? null;
		return is_array( $part ) ? $part : array();
	}

	/** @return list<string> A line for each. */
	private static function connections( mixed $connections ): array {
		$lines = array();
		foreach ( is_array( $connections ) ? $connections : array() as $connection ) {
			$connection = (array) $connection;
			$lines[]    = implode( ' ', array_filter( array( $connection['label'] ?? '', $connection['locationId'] ?? '', $connection['status'] ?? '' ), 'is_string' ) );
		}
		return $lines;
	}
}
