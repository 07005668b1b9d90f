<?php
/**
 * /accessally: what was found of AccessAlly on this site, and the owner's names of its Teams.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

final class AccessAllyController extends Controller {

	public function register(): void {
	}
}
