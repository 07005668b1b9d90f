<?php
/**
 * Starts the sending at the end of the request that wrote or released events, in the way that keeps the page quick on this server.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Bridge\Loopback;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\SiteGuard;

final class Sender {

	public function __construct(
		private readonly Outbox $outbox,
		private readonly OutboxTable $table,
		private readonly Pairing $pairing,
		private readonly Dispatcher $dispatcher
	) {}

	/** Hooked late to `shutdown`. */
	public function run(): void {
		if ( ! $this->outbox->wants_sending() || ! $this->is_worth_trying() ) {
			return;
		}
		if ( wp_doing_cron() || 'cli' === PHP_SAPI ) {
			$this->dispatcher->dispatch(); // Nobody waits for a page.
			return;
		}
		if ( function_exists( 'fastcgi_finish_request' ) || function_exists( 'litespeed_finish_request' ) ) {
			self::finish_page();
			$this->dispatcher->dispatch();
			return;
		}
		if ( 'cli-server' === PHP_SAPI && (int) getenv( 'PHP_CLI_SERVER_WORKERS' ) < 2 ) {
			// PHP's own web server with one worker cannot answer itself; one short attempt is better than a blocked minute.
			$this->dispatcher->dispatch( false, 1, 2 );
			return;
		}
		Loopback::kick();
	}

	/** Not while the bridge is known to be away: the page would start a request only to learn that it is too early. */
	private function is_worth_trying(): bool {
		if ( null === $this->pairing->current() || SiteGuard::is_elsewhere() ) {
			return false;
		}
		$head = $this->table->head();
		return null !== $head && ( OutboxRow::SENDING === $head->state || $head->next_attempt_at <= OutboxTable::time() );
	}

	/** Hands the finished page to the web server; PHP goes on without the visitor. */
	private static function finish_page(): void {
		if ( PHP_SESSION_ACTIVE === session_status() ) {
			session_write_close(); // Else the visitor's next click waits for us at the session's lock.
		}
		ignore_user_abort( true );
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
		} elseif ( function_exists( 'litespeed_finish_request' ) ) {
			litespeed_finish_request();
		}
	}
}
