<?php
/**
 * Asks the bridge how entities stand, for sites that the bridge cannot call (local machines, firewalls, basic auth).
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

use SlotBridge\Outbox\OutboxTable;

final class LinkPoll {

	/** Holds the time of the last full reading. */
	public const OPTION = 'slotbridge_links_read_at';

	public function __construct( private readonly OutboxTable $table, private readonly BridgeClient $client ) {}

	/**
	 * Run every minute: asks about what was sent within a day and is not settled yet, and once an hour about everything.
	 *
	 * @return int How many links were brought up to date.
	 * @throws BridgeFailure When the bridge does not answer.
	 */
	public function run(): int {
		$read_at = get_option( self::OPTION, 0 );
		if ( ! is_numeric( $read_at ) || (int) $read_at < time() - HOUR_IN_SECONDS ) {
			$saved = $this->read_all();
			update_option( self::OPTION, time(), false );
			return $saved;
		}
		$subjects = array();
		foreach ( $this->table->lately_sent( DAY_IN_SECONDS, 200 ) as $subject => $sent_at ) {
			if ( LinkStore::is_unsettled( $subject, $sent_at ) ) {
				$subjects[] = $subject;
			}
		}
		return array() === $subjects ? 0 : $this->save( $this->client->call( 'GET', '/v1/links', array( 'subject' => implode( ',', array_slice( $subjects, 0, 100 ) ) ) ) )[0];
	}

	/** Reads every link, page by page. */
	private function read_all(): int {
		$saved = 0;
		$after = '';
		for ( $page = 0; $page < 200; $page++ ) {
			[ $count, $last ] = $this->save( $this->client->call( 'GET', '/v1/links', array( 'after' => $after ) ) );
			$saved           += $count;
			if ( null === $last || $last === $after ) {
				break;
			}
			$after = $last;
		}
		return $saved;
	}

	/** @return array{0: int, 1: string|null} How many were saved; the cursor of the next page. */
	private function save( BridgeAnswer $answer ): array {
		$data  = $answer->data();
		$links = is_array( $data['links'] ?? null ) ? $data['links'] : array();
		// The bridge's own clock: a callback that it writes later has to count as newer.
		$time  = gmdate( 'Y-m-d\TH:i:s\Z', $answer->time ?? time() );
		$saved = 0;
		foreach ( $links as $link ) {
			if ( is_array( $link ) && is_string( $link['subject'] ?? null ) ) {
				$clean = array();
				foreach ( $link as $key => $value ) {
					$clean[ (string) $key ] = $value;
				}
				$saved += LinkStore::save( $link['subject'], $clean, $time ) ? 1 : 0;
			}
		}
		return array( $saved, is_string( $data['next'] ?? null ) ? $data['next'] : null );
	}
}
