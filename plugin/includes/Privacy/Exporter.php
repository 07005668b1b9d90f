<?php
/**
 * WordPress's export of personal data: this site's rows first, then what the bridge keeps.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

use SlotBridge\Bridge\BridgeFailure;

final class Exporter {

	public function __construct( private readonly BridgeData $bridge ) {}

	/**
	 * One page. Without the bridge's part there is no export: a file that looks whole and is not would mislead.
	 *
	 * @return array{data: list<array<string, mixed>>, done: bool}|\WP_Error
	 */
	public function run( string $email, int $page = 1 ): array|\WP_Error {
		$person   = Person::of( $email );
		$progress = Progress::of( 'export', $email, $page );
		if ( 'local' === $progress->stage ) {
			return $this->local( $person, $progress );
		}
		try {
			$part = $this->bridge->export( $person, $progress->after );
		} catch ( BridgeFailure $failure ) {
			/* translators: %s: reason. */
			return new \WP_Error( 'slotbridge_' . $failure->error_code, sprintf( __( 'SlotBridge could not ask its bridge, so this export would not be complete. Try again later. %s', 'slotbridge' ), $failure->getMessage() ) );
		}
		$progress->after = $part['next'];
		null === $part['next'] ? $progress->end() : $progress->save();
		return array(
			'data' => $part['items'],
			'done' => null === $part['next'],
		);
	}

	/** @return array{data: list<array<string, mixed>>, done: bool} */
	private function local( Person $person, Progress $progress ): array {
		$part  = LocalExport::events( $person, (int) $progress->after );
		$items = null === $progress->after ? array_merge( LocalExport::rest( $person ), $part['items'] ) : $part['items'];
		$ends  = null === $part['next'] && ! $this->bridge->is_there();
		if ( null === $part['next'] ) {
			$progress->stage = 'bridge';
		}
		$progress->after = null === $part['next'] ? null : (string) $part['next'];
		$ends ? $progress->end() : $progress->save();
		return array(
			'data' => $items,
			'done' => $ends,
		);
	}
}
