<?php
/**
 * `wp slotbridge doctor`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Settings\Doctor;

final class DoctorCommand {

	public function __construct( private readonly Doctor $doctor ) {}

	/**
	 * Checks everything that SlotBridge needs on this site, and says what to do.
	 *
	 * Versions, AccessAlly, tables, the bridge and both clocks, changes that wait, timer, cron, and whether the site can
	 * call itself. Ends with 1 when a finding is critical.
	 *
	 * ## OPTIONS
	 *
	 * [--fields=<names>]
	 * : Which columns, with commas between them: check, status, finding, advice.
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
	 *     $ wp slotbridge doctor
	 *
	 *     # For a monitoring system.
	 *     $ wp slotbridge doctor --format=json
	 *
	 * @param list<string>         $arguments None.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$findings = $this->doctor->examine();
		Output::rows( $options, $findings, array( 'check', 'status', 'finding', 'advice' ) );
		$critical = array_filter( $findings, static fn ( array $one ): bool => 'critical' === $one['status'] );
		if ( array() !== $critical ) {
			Output::fail( count( $critical ) . ' of ' . count( $findings ) . ' checks found something that keeps SlotBridge from working.' );
		}
		Output::success( $options, 'Nothing keeps SlotBridge from working.' );
	}
}
