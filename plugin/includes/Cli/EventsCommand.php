<?php
/**
 * `wp slotbridge events`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Bridge\BridgeClient;

final class EventsCommand {

	/** The bridge's largest page. */
	private const PAGE = 200;

	public function __construct( private readonly BridgeClient $client ) {}

	/**
	 * Lists what happened to this site's changes, newest first, as the bridge tells it.
	 *
	 * What has not left the site yet is in `wp slotbridge outbox list`.
	 *
	 * ## OPTIONS
	 *
	 * [--state=<states>]
	 * : Only events in this state: pending, running, retrying, waiting, delivered, superseded or dead; several with commas between them.
	 *
	 * [--entity=<entity>]
	 * : Only events of this kind, such as calendar or calendar-group.
	 *
	 * [--subject=<subject>]
	 * : Only events of this one, such as calendar/12.
	 *
	 * [--search=<words>]
	 * : Only events with these words in the name or id.
	 *
	 * [--limit=<number>]
	 * : At most so many.
	 * ---
	 * default: 50
	 * ---
	 *
	 * [--fields=<names>]
	 * : Which columns, with commas between them: time, title, state, reason, subject, attempts, highLevelId, id, type, changed.
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
	 *     # What did not get through, and why.
	 *     $ wp slotbridge events --state=dead,waiting
	 *
	 *     # The whole story of one calendar, for a spreadsheet.
	 *     $ wp slotbridge events --subject=calendar/12 --limit=1000 --format=csv
	 *
	 * @param list<string>         $arguments None.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$limit = Output::number( $options, 'limit', 50, 1, 10000 );
		$query = array(
			'state'   => Output::text( $options, 'state' ),
			'entity'  => Output::text( $options, 'entity' ),
			'subject' => Output::text( $options, 'subject' ),
			'q'       => Output::text( $options, 'search' ),
		);
		Output::rows( $options, Output::guarded( fn (): array => $this->list( $query, $limit ) ), array( 'time', 'title', 'state', 'reason', 'subject', 'attempts', 'id' ) );
	}

	/**
	 * @param array<string, string> $query Filters.
	 * @return list<array<string, mixed>>
	 */
	private function list( array $query, int $limit ): array {
		$rows = array();
		$next = '';
		do {
			$page  = $this->client->call( 'GET', '/v1/activity', $query + array( 'before' => $next, 'limit' => min( self::PAGE, $limit - count( $rows ) ) ) )->data();
			$items = is_array( $page['items'] ?? null ) ? $page['items'] : array();
			foreach ( $items as $item ) {
				$row = array();
				foreach ( is_array( $item ) ? $item : array() as $key => $value ) {
					$row[ (string) $key ] = $value;
				}
				$rows[] = $row;
			}
			$next = is_string( $page['next'] ?? null ) ? $page['next'] : '';
		} while ( '' !== $next && count( $rows ) < $limit && array() !== $items );
		return $rows;
	}
}
