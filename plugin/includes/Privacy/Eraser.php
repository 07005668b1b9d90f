<?php
/**
 * WordPress's erasure of personal data: this site's rows first, then what the bridge keeps. It is done when both say so.
 *
 * While the bridge is away, or something of the person is under way, it says so and has WordPress ask again; if that does
 * not help for a while, it ends with an error, by which WordPress keeps the request open.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

use SlotBridge\Bridge\BridgeFailure;

final class Eraser {

	/** How often WordPress is had to ask again before the request is left open. */
	private const TRIES = 5;

	public function __construct( private readonly BridgeData $bridge ) {}

	/** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}|\WP_Error */
	public function run( string $email, int $page = 1 ): array|\WP_Error {
		$person   = Person::of( $email );
		$progress = Progress::of( 'erase', $email, $page );
		try {
			return 'local' === $progress->stage ? $this->local( $person, $progress ) : $this->remote( $person, $progress );
		} catch ( BridgeFailure $failure ) {
			/* translators: %s: reason. */
			return $this->again( $progress, false, sprintf( __( 'SlotBridge could not ask its bridge to erase what it keeps about this person, so that is still there. Run this erasure again when the bridge is back. %s', 'slotbridge' ), $failure->getMessage() ) );
		}
	}

	/** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}|\WP_Error */
	private function local( Person $person, Progress $progress ): array|\WP_Error {
		$result = LocalErasure::run( $person );
		if ( $result['busy'] > 0 ) {
			return $this->again( $progress, $result['erased'] > 0, self::busy_words( $result['busy'] ) );
		}
		$is_last  = ! $this->bridge->is_there();
		$messages = $is_last && $result['sent'] > 0 ? array( __( 'This site is not connected to a bridge any more, so the bridge that it was connected to could not be asked. What that one keeps is deleted there when it is old enough.', 'slotbridge' ) ) : array();
		// The address of this person leads to the user; a former user's is gone with the rows. The bridge finds it by itself.
		$progress->stage = 'bridge';
		$progress->tries = 0;
		$is_last ? $progress->end() : $progress->save();
		return self::result( $result['erased'] > 0, array() !== $messages, $messages, $is_last );
	}

	/** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}|\WP_Error */
	private function remote( Person $person, Progress $progress ): array|\WP_Error {
		$part = $this->bridge->erase( $person, $progress->after );
		if ( $part['busy'] > 0 ) {
			$progress->after = null; // From the beginning: what is under way now is somewhere behind us then.
			return $this->again( $progress, $part['erased'] > 0, self::busy_words( $part['busy'] ) );
		}
		$progress->after = $part['next'];
		null === $part['next'] ? $progress->end() : $progress->save();
		return self::result( $part['erased'] > 0, false, array(), null === $part['next'] );
	}

	/** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}|\WP_Error */
	private function again( Progress $progress, bool $removed, string $words ): array|\WP_Error {
		++$progress->tries;
		if ( $progress->tries > self::TRIES ) {
			$progress->end();
			return new \WP_Error( 'slotbridge_not_erased', $words );
		}
		$progress->save();
		sleep( 1 ); // WordPress asks again at once.
		return self::result( $removed, true, array( $words ), false );
	}

	private static function busy_words( int $count ): string {
		/* translators: %d: number of events. */
		return sprintf( _n( '%d event that names this person is on its way at this moment and could not be erased yet. Run this erasure again in a few minutes.', '%d events that name this person are on their way at this moment and could not be erased yet. Run this erasure again in a few minutes.', $count, 'slotbridge' ), $count );
	}

	/**
	 * @param list<string> $messages For the owner.
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	private static function result( bool $removed, bool $retained, array $messages, bool $done ): array {
		return array(
			'items_removed'  => $removed,
			'items_retained' => $retained,
			'messages'       => $messages,
			'done'           => $done,
		);
	}
}
