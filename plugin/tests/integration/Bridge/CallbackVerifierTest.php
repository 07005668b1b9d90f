<?php
/**
 * Callbacks, signed by the reference library of Standard Webhooks.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\CallbackVerifier;
use SlotBridge\Tests\Processes;
use SlotBridge\Tests\TestCase;

final class CallbackVerifierTest extends TestCase {

	private const SECRET = 'sbs_test-secret';
	private const BODY   = '{"type":"link.updated","data":{"name":"Größe 👍"}}';

	private const SIGN = <<<'JS'
		import { Webhook } from 'standardwebhooks';
		const [ secret, id, seconds, body ] = process.argv.slice( 1 );
		console.log( new Webhook( secret, { format: 'raw' } ).sign( id, new Date( Number( seconds ) * 1000 ), body ) );
		JS;

	public function test_what_the_reference_library_signs_is_genuine(): void {
		$now       = time();
		$signature = $this->sign( 'msg_1', $now );
		self::assertNull( $this->fault( 'msg_1', $now, $signature ) );
		self::assertNull( $this->fault( 'msg_1', $now, 'v1,d3Jvbmc= v1a,abc ' . $signature ), 'One of several is enough, e.g. while a secret is rotated.' );
	}

	public function test_anything_that_was_changed_is_refused(): void {
		$now       = time();
		$signature = $this->sign( 'msg_1', $now );
		$words     = 'The webhook signature does not fit.';
		self::assertSame( $words, $this->fault( 'msg_2', $now, $signature ) );
		self::assertSame( $words, $this->fault( 'msg_1', $now + 1, $signature ) );
		self::assertSame( $words, CallbackVerifier::fault( 'msg_1', (string) $now, $signature, self::BODY . ' ', self::SECRET ) );
		self::assertSame( $words, CallbackVerifier::fault( 'msg_1', (string) $now, $signature, self::BODY, 'another' ) );
		self::assertSame( $words, $this->fault( 'msg_1', $now, str_replace( 'v1,', 'v2,', $signature ) ) );
	}

	public function test_only_five_minutes_are_accepted_either_way(): void {
		$now = time();
		foreach ( array( -301 => false, -299 => true, 299 => true, 301 => false ) as $offset => $fine ) {
			$signature = $this->sign( 'msg_1', $now + $offset );
			self::assertSame( $fine, null === CallbackVerifier::fault( 'msg_1', (string) ( $now + $offset ), $signature, self::BODY, self::SECRET, $now ), "$offset" );
		}
	}

	public function test_headers_that_are_missing_or_odd_are_refused(): void {
		$words = 'The webhook headers are missing or malformed.';
		self::assertSame( $words, CallbackVerifier::fault( '', (string) time(), 'v1,x', self::BODY, self::SECRET ) );
		self::assertSame( $words, CallbackVerifier::fault( 'a', '', 'v1,x', self::BODY, self::SECRET ) );
		self::assertSame( $words, CallbackVerifier::fault( 'a', '-5', 'v1,x', self::BODY, self::SECRET ) );
		self::assertSame( $words, CallbackVerifier::fault( 'a', '1e9', 'v1,x', self::BODY, self::SECRET ) );
		self::assertSame( $words, CallbackVerifier::fault( 'a', (string) time(), '', self::BODY, self::SECRET ) );
		self::assertSame( $words, CallbackVerifier::fault( str_repeat( 'a', 101 ), (string) time(), 'v1,x', self::BODY, self::SECRET ) );
	}

	private function fault( string $id, int $time, string $signature ): ?string {
		return CallbackVerifier::fault( $id, (string) $time, $signature, self::BODY, self::SECRET );
	}

	private function sign( string $id, int $time ): string {
		return trim( Processes::node( self::SIGN, self::SECRET, $id, (string) $time, self::BODY ) );
	}
}
