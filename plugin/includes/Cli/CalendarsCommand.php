<?php
/**
 * `wp slotbridge calendars import|reconcile`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Calendars\Import\ImportCalendars;
use SlotBridge\Calendars\Import\ImportItem;
use SlotBridge\Calendars\Reconcile;
use SlotBridge\Calendars\Resend;

/**
 * Brings the calendars of this site and those of HighLevel together.
 *
 * ## EXAMPLES
 *
 *     $ wp slotbridge calendars import --dry-run
 *     $ wp slotbridge calendars reconcile
 */
final class CalendarsCommand {

	public function __construct( private readonly ImportCalendars $import, private readonly Reconcile $reconcile, private readonly Resend $resend ) {}

	/**
	 * Makes calendars that exist in HighLevel calendars of this site.
	 *
	 * Each is linked to the very calendar that HighLevel has, so none is made a second time; running it again is safe. From
	 * then on the calendar is edited on this site. An active one becomes active, any other a draft. What cannot be imported
	 * is left alone, with its reason. Ends with 1 when one of them failed.
	 *
	 * ## OPTIONS
	 *
	 * [<highlevel-id>...]
	 * : Only these.
	 *
	 * [--dry-run]
	 * : Only say what would happen.
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
	 *     # Look first.
	 *     $ wp slotbridge calendars import --dry-run
	 *
	 *     # All of them.
	 *     $ wp slotbridge calendars import
	 *
	 * @param list<string>         $arguments Ids.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function import( array $arguments, array $options ): void {
		$items   = Output::guarded( fn (): array => $this->import->plan() );
		$unknown = array_diff( $arguments, array_map( static fn ( ImportItem $item ): string => $item->highlevel_id, $items ) );
		if ( array() !== $unknown ) {
			Output::fail( 'HighLevel has no calendar with the id ' . implode( ', ', $unknown ) . '. Nothing was imported.' );
		}
		$rows   = array();
		$failed = 0;
		foreach ( $items as $item ) {
			if ( array() === $arguments || in_array( $item->highlevel_id, $arguments, true ) ) {
				$row     = $this->import_one( $item, isset( $options['dry-run'] ) );
				$failed += 'failed' === $row['result'] ? 1 : 0;
				$rows[]  = $row;
			}
		}
		Output::rows( $options, $rows, array( 'highLevelId', 'name', 'result', 'calendar', 'reason' ) );
		if ( $failed > 0 ) {
			Output::fail( $failed . ' of ' . count( $rows ) . ' calendars could not be imported.' );
		}
	}

	/** @return array{highLevelId: string, name: string, result: string, calendar: int|null, reason: string} */
	private function import_one( ImportItem $item, bool $dry_run ): array {
		$row = array(
			'highLevelId' => $item->highlevel_id,
			'name'        => $item->name,
			'result'      => ImportItem::SKIP === $item->action ? 'left alone' : 'would be imported',
			'calendar'    => $item->calendar > 0 ? $item->calendar : null,
			'reason'      => $item->reason,
		);
		if ( $dry_run || ImportItem::SKIP === $item->action ) {
			return $row;
		}
		try {
			$id = $this->import->take_over( $item );
		} catch ( BridgeFailure $failure ) {
			return array( 'result' => 'failed', 'reason' => $failure->getMessage() ) + $row;
		}
		return is_wp_error( $id )
			? array( 'result' => 'failed', 'reason' => $id->get_error_message() ) + $row
			: array( 'result' => 'imported', 'calendar' => $id ) + $row;
	}

	/**
	 * Compares each calendar of this site with what HighLevel has right now.
	 *
	 * A calendar is in step, differs, is gone (deleted in HighLevel), not sent, or faulty (it has to be put right here first).
	 * What somebody has set in HighLevel on purpose stays there and is named under "kept". Ends with 1 when a calendar is not
	 * in step and was not sent again.
	 *
	 * ## OPTIONS
	 *
	 * [--fix]
	 * : Send again what is not in step.
	 *
	 * [--dry-run]
	 * : With --fix: only say what would be sent.
	 *
	 * [--fields=<names>]
	 * : Which columns, with commas between them: calendar, name, state, differs, kept, highLevelId, reason, action.
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
	 *     # Is anything out of step?
	 *     $ wp slotbridge calendars reconcile
	 *
	 *     # Put it right.
	 *     $ wp slotbridge calendars reconcile --fix
	 *
	 * @param list<string>         $arguments None.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function reconcile( array $arguments, array $options ): void {
		$rows = array();
		$left = 0;
		foreach ( Output::guarded( fn (): array => $this->reconcile->compare() ) as $found ) {
			$action = isset( $options['fix'] ) ? $this->fix( $found['calendar'], $found['state'], isset( $options['dry-run'] ) ) : '';
			$left  += 'in step' === $found['state'] || 'sent again' === $action ? 0 : 1;
			$rows[] = $found + array( 'action' => $action );
		}
		Output::rows( $options, $rows, isset( $options['fix'] ) ? array( 'calendar', 'name', 'state', 'differs', 'kept', 'reason', 'action' ) : array( 'calendar', 'name', 'state', 'differs', 'kept', 'reason' ) );
		if ( $left > 0 ) {
			\WP_CLI::halt( 1 );
		}
		Output::success( $options, 'Nothing is left to do.' );
	}

	/** @return string What was done. */
	private function fix( int $calendar, string $state, bool $dry_run ): string {
		$post = get_post( $calendar );
		if ( 'in step' === $state || ! $post instanceof \WP_Post ) {
			return '';
		}
		if ( 'faulty' === $state ) {
			return 'put it right first';
		}
		if ( $dry_run ) {
			return 'would be sent again';
		}
		if ( ! $this->resend->calendar( $post ) ) {
			return 'put it right first';
		}
		do_action( 'slotbridge_audit', 'calendar.sent-again', null, null, array( 'subject' => trim( "calendar/$calendar $post->post_title" ) ) );
		return 'sent again';
	}
}
