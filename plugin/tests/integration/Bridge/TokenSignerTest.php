<?php
/**
 * The signature, judged by jose: the library that the bridge checks it with.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Bridge\TokenSigner;
use SlotBridge\Tests\Processes;
use SlotBridge\Tests\TestCase;

final class TokenSignerTest extends TestCase {

	private const VERIFY = <<<'JS'
		import { jwtVerify } from 'jose';
		const [ token, secret ] = process.argv.slice( 1 );
		try {
			const { payload, protectedHeader } = await jwtVerify( token, new TextEncoder().encode( secret ), { issuer: 'site-1', audience: 'bridge-1', requiredClaims: [ 'exp', 'iat', 'jti' ] } );
			console.log( JSON.stringify( { payload, protectedHeader } ) );
		} catch ( error ) {
			console.log( JSON.stringify( { refused: error.code } ) );
		}
		JS;

	public function test_jose_accepts_it_and_reads_every_claim(): void {
		$now    = time();
		$body   = '[{"name":"Größe 👍"}]';
		$token  = TokenSigner::sign( self::pairing(), 'POST', 'https://bridge.example.test:8443/base/v1/events?x=1', $body, $now );
		$answer = json_decode( Processes::node( self::VERIFY, $token, self::pairing()->secret ), true );
		self::assertSame( array( 'alg' => 'HS256', 'typ' => 'JWT' ), $answer['protectedHeader'] );
		$claims = $answer['payload'];
		self::assertMatchesRegularExpression( '/^[0-9a-f-]{36}$/', $claims['jti'] );
		unset( $claims['jti'] );
		self::assertSame(
			array(
				'iss'  => 'site-1',
				'aud'  => 'bridge-1',
				'iat'  => $now,
				'exp'  => $now + 60,
				'htm'  => 'POST',
				'htu'  => 'https://bridge.example.test:8443/base/v1/events',
				'bsha' => rtrim( strtr( base64_encode( hash( 'sha256', $body, true ) ), '+/', '-_' ), '=' ),
			),
			$claims
		);
	}

	public function test_jose_refuses_another_secret_and_an_old_one(): void {
		$other = json_decode( Processes::node( self::VERIFY, TokenSigner::sign( self::pairing(), 'GET', 'https://b.test/v1/pair', '' ), 'another' ), true );
		self::assertSame( 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED', $other['refused'] );
		$old = json_decode( Processes::node( self::VERIFY, TokenSigner::sign( self::pairing(), 'GET', 'https://b.test/v1/pair', '', time() - 61 ), self::pairing()->secret ), true );
		self::assertSame( 'ERR_JWT_EXPIRED', $old['refused'] );
	}

	public function test_no_two_signatures_are_the_same(): void {
		self::assertNotSame( TokenSigner::sign( self::pairing(), 'GET', 'https://b.test/', '', 1 ), TokenSigner::sign( self::pairing(), 'GET', 'https://b.test/', '', 1 ) );
	}

	private static function pairing(): PairingRecord {
		return new PairingRecord( 'https://b.test', 'site-1', 'bridge-1', 'sbs_Geheimniß-ünd-mehr', null, false );
	}
}
