<?php
/**
 * A calendar of HighLevel, and what an import does with it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Import;

final class ImportItem {

	public const IMPORT = 'import';
	public const FINISH = 'finish';
	public const SKIP   = 'skip';

	/**
	 * @param string               $highlevel_id Its id in HighLevel.
	 * @param string               $name         Its name there.
	 * @param string               $action       One of the constants; finish: an import that broke off is completed.
	 * @param string               $reason       Why it is left alone, or what will not be exactly as it is there; '': nothing.
	 * @param int                  $calendar     The site's calendar that has it; 0: none.
	 * @param array<string, mixed> $fields       Checked fields, ready to be stored; empty for skip.
	 */
	public function __construct(
		public readonly string $highlevel_id,
		public readonly string $name,
		public readonly string $action,
		public readonly string $reason,
		public readonly int $calendar = 0,
		public readonly array $fields = array()
	) {}
}
