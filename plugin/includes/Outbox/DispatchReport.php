<?php
/**
 * What one run of the dispatcher came to.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

final class DispatchReport {

	/** Events that the bridge took. */
	public int $sent = 0;

	/** Events that the bridge will never take as they are. */
	public int $refused = 0;

	/** The bridge knows of events with higher numbers than the rows just sent: they do not count there. Null: all is well. */
	public ?int $behind = null;

	/** The rows have been numbered anew; once a run is enough. */
	public bool $renumbered = false;

	/** Another dispatcher is sending right now. */
	public bool $busy = false;

	/** Why sending stopped, in plain words; null: it did not fail. */
	public ?string $error = null;

	/** The failure's code. */
	public ?string $code = null;

	public function stopped(): bool {
		return null !== $this->error;
	}
}
